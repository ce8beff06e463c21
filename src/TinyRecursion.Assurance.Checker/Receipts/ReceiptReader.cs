namespace TinyRecursion.Assurance.Checker.Receipts;

/// <summary>Reads a receipt.</summary>
/// <param name="bytes">The file.</param>
internal ref struct ReceiptReader(ReadOnlySpan<byte> bytes)
{
    private const byte RunMark = 1, EndMark = 2, FileMark = 3;

    private static readonly string[] Executions = ["integers", "tables", "code"];
    private static readonly string[] Statuses = ["solved", "refuted", "unsolved", "gave-up", "unchecked"];

    private ByteCursor _cursor = new(bytes);
    private string? _failure;

    /// <summary>What every receipt begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "trm-receipt\n"u8;

    /// <summary>Reads all of it.</summary>
    /// <exception cref="ReceiptFormatException">It is no receipt.</exception>
    public Receipt Read()
    {
        _cursor.Begin(Magic, "a receipt", Receipt.Version);
        int start = _cursor.At;
        ReceiptHeader header = Header();
        var digest = new byte[ReceiptHash.Bytes];
        ReceiptHash.Of(ReceiptHash.Header, digest, [Receipt.Version, 0, 0, 0], _cursor.Since(start));
        var runs = new List<ReceiptRun>();
        byte[] all = digest;
        for (byte mark = _cursor.Byte("a mark"); mark != FileMark; mark = _cursor.Byte("a mark"))
        {
            if (mark != RunMark)
            {
                throw _cursor.Wrong($"mark {mark} before it, expected {RunMark} for a run or {FileMark} for the end");
            }

            ReceiptRun run = Run(runs.Count, digest);
            runs.Add(run);
            var next = new byte[ReceiptHash.Bytes];
            ReceiptHash.Of(ReceiptHash.File, next, all, run.End);
            all = next;
        }

        if (_cursor.Count() != runs.Count)
        {
            throw _cursor.Wrong($"the number of runs before it is not {runs.Count}");
        }

        if (!_cursor.Digest("the digest of the file").AsSpan().SequenceEqual(all))
        {
            _failure ??= "the digest of the file is not that of its runs";
        }

        _cursor.End();
        return new Receipt { Header = header, HeaderDigest = digest, Runs = runs, Digest = all, Failure = _failure };
    }

    private ReceiptHeader Header()
    {
        string task = _cursor.Text("the task"), execution = _cursor.Text("the execution");
        if (!Executions.Contains(execution))
        {
            throw _cursor.Wrong($"execution must be one of {string.Join(", ", Executions)}");
        }

        byte[] model = _cursor.OptionalDigest("the model's digest"), graph = _cursor.OptionalDigest("the graph's digest");
        if ((model.Length == 0) != (execution == "code") || model.Length != graph.Length)
        {
            throw _cursor.Wrong("plain code has no model, everything else has one with a graph");
        }

        string halting = _cursor.Text("the halting rule");
        var settings = new (string, string[])[_cursor.Several("settings", 2 * sizeof(uint))];
        for (int i = 0; i < settings.Length; i++)
        {
            string name = _cursor.Text("a setting's name");
            var values = new string[_cursor.Several("values of a setting", sizeof(uint))];
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = _cursor.Text("a setting's value");
            }

            settings[i] = (name, values);
        }

        return new ReceiptHeader(task, execution, model, graph, halting, settings, _cursor.OptionalDigest("the input's digest"));
    }

    private ReceiptRun Run(int number, byte[] header)
    {
        byte[] instance = _cursor.Digest("the instance's digest");
        int start = _cursor.At;
        while (_cursor.Next is > 0 and var kind)
        {
            if (kind > (byte)EventKind.Leave)
            {
                throw _cursor.Wrong($"event of kind {kind}");
            }

            _cursor.Take(ReceiptRun.EventBytes, "an event");
        }

        byte[] events = _cursor.Since(start).ToArray();
        _cursor.Byte("the end of the events");
        if (_cursor.Byte("the end of a run") != EndMark)
        {
            throw _cursor.Wrong("the end of a run is missing before it");
        }

        int end = _cursor.At;
        if (_cursor.Count() != events.Length / ReceiptRun.EventBytes)
        {
            throw _cursor.Wrong($"the number of events before it is not {events.Length / ReceiptRun.EventBytes}");
        }

        byte[] root = _cursor.Digest("the root");
        string status = _cursor.Text("the status");
        if (!Statuses.Contains(status))
        {
            throw _cursor.Wrong($"status must be one of {string.Join(", ", Statuses)}");
        }

        long steps = _cursor.Count();
        byte[] answer = _cursor.Sized("the answer").ToArray();
        ReadOnlySpan<byte> closing = _cursor.Since(end);
        var run = new ReceiptRun(events)
        {
            Number = number, Instance = instance, Status = status, Steps = steps, Answer = answer, Root = root, End = _cursor.Digest("the digest of the run"),
        };
        Check(run, header, closing);
        return run;
    }

    // Only the first failure is told: what follows from it fails too.
    private void Check(ReceiptRun run, byte[] header, ReadOnlySpan<byte> closing)
    {
        ReadOnlySpan<byte> chain = run.Chain(header);
        if (!MerkleTree.Root(chain[ReceiptHash.Bytes..]).AsSpan().SequenceEqual(run.Root))
        {
            _failure ??= $"run {run.Number}: the root is not that of its events";
        }

        var digest = new byte[ReceiptHash.Bytes];
        ReceiptHash.Of(ReceiptHash.End, digest, chain[^ReceiptHash.Bytes..], closing);
        if (!digest.AsSpan().SequenceEqual(run.End))
        {
            _failure ??= $"run {run.Number}: the digest of the run is not that of its events, status and answer";
        }
    }
}
