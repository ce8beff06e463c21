using System.CommandLine;
using System.Globalization;
using TinyRecursion.Assurance.Audits.Fast;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Assurance.Receipts;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm audit RECEIPT FILE...</c>: checks receipts of runs.</summary>
internal static class AuditCommand
{
    private static readonly OutputKind ChallengeKind = OutputKind.Beginning("a challenge", ChallengeHead);

    private const string ChallengeHead = "# steps of the receipt ";

    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
    {
        const string Codes = "Ends with 0 where the receipt is accepted, with 1 where it is rejected, with the place, and with 2 where it cannot be read.";
        var audit = new Command(
            "audit",
            "Check receipts of runs without trusting whoever ran them. They are what 'trm solve --receipt' wrote. Without a word: a\n"
            + "replay of everything, or with --evidence, where the rule is wide, the fast audit. " + Codes + "\n\n"
            + "Example: trm audit run.receipt puzzles.txt");
        AddReplay(audit, tasks, fast: null);
        var full = new Command("full", "Solve everything again and compare every digest. " + Codes + "\n\nExample: trm audit full run.receipt puzzles.txt --model my.safetensors");
        AddReplay(full, tasks, fast: false);
        audit.Add(full);
        var quick = new Command(
            "fast",
            "Replay all but the products of matrices: their sums are taken from evidence and tested with secret random numbers, which misses a wrong\n"
            + "one with probability 2^-61 (docs/audit-soundness.md). Cheaper than a replay for wide rules alone. " + Codes + "\n\n"
            + "Example: trm audit fast run.receipt puzzles.txt --evidence run.evidence");
        AddReplay(quick, tasks, fast: true);
        audit.Add(quick);
        audit.Add(Challenge());
        audit.Add(Open(tasks));
        audit.Add(Spot(tasks));
        return audit;
    }

    private static Argument<string> ReceiptFile() => new("RECEIPT") { Description = "Receipt that 'trm solve --receipt' wrote." };

    // The word decides; without one the model does, where there is evidence.
    private static void AddReplay(Command command, TaskRegistry tasks, bool? fast)
    {
        Argument<string> file = ReceiptFile();
        var input = new AuditInput(tasks);
        var evidence = new Option<string?>("--evidence") { Description = "The sums of all products that 'trm solve --evidence' wrote.", HelpName = "FILE", Required = fast == true };
        var openly = new Option<bool>("--public") { Description = "Test with what follows from receipt and evidence instead of secret random numbers, twice, so that others can repeat the audit." };
        Option<bool> json = CommonOptions.Json();
        command.Add(file);
        input.AddTo(command);
        if (fast != false)
        {
            command.Add(evidence);
            command.Add(openly);
        }

        command.Add(json);
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(file)!;
            string? sums = fast == false ? null : parse.GetValue(evidence);
            Receipt receipt = AuditInput.ReadReceipt(path);
            ReceiptSubject subject = input.Subject(parse, receipt.Header);
            IEnumerable<SourcedInstance> instances = input.Instances(parse, subject).Take(receipt.Runs.Count);
            if (sums is not null)
            {
                InputFile.Require(sums);
            }

            if (sums is not null && (fast == true || (subject.Model is { } model && FastAudit.IsWorthwhile(model))))
            {
                AuditVerdict tested = FastReceiptAudit.Run(receipt, subject, instances, sums, parse.GetValue(openly), cancellation);
                return Task.FromResult(Tell("fast", path, receipt, tested, parse.GetValue(json), $"{Count(tested.Runs, "run")} replayed with the sums of {sums}, which were tested; {Count(tested.Events, "event")} the same"));
            }

            using Solver solver = subject.Task.Open(subject.Model, path, subject.Settings);
            using var progress = new ProgressLine("audited", receipt.Runs.Count);
            AuditVerdict verdict = FullAudit.Run(receipt, subject, solver, instances, _ => progress.Advance(good: true), cancellation);
            return Task.FromResult(Tell("full", path, receipt, verdict, parse.GetValue(json), $"{Count(verdict.Runs, "run")} replayed, {Count(verdict.Events, "event")} the same"));
        });
    }

    private static Command Challenge()
    {
        Argument<string> file = ReceiptFile();
        var fraction = new Option<string>("--fraction") { Description = "The fraction of the steps of every run, above 0 to 1; the last step is among them.", HelpName = "X", DefaultValueFactory = _ => "0.05" };
        Option<string> output = CommonOptions.Output("The challenge to write: a line for each step, with run and event.");
        var command = new Command(
            "challenge",
            "Choose steps at random for a spot audit, once the receipt is in hand. Whoever has run it lays them open with 'trm audit open'.\n\n"
            + "Example: trm audit challenge run.receipt --fraction 0.1 --out steps.txt")
        {
            file, fraction, output,
        };
        command.SetAction(parse =>
        {
            string path = parse.GetValue(file)!, to = parse.GetValue(output)!;
            Receipt receipt = AuditInput.ReadReceipt(path);
            double part = double.TryParse(parse.GetValue(fraction), NumberStyles.Float, CultureInfo.InvariantCulture, out double given) && given is > 0 and <= 1
                ? given : throw new InputException($"--fraction must be a number above 0 to 1, not '{parse.GetValue(fraction)}'");
            OutputFile.Prepare(to, ChallengeKind, path);
            IReadOnlyList<(int Run, int Event)> chosen = SpotAudit.Challenge(receipt, part);
            AtomicFile.Write(to, stream =>
            {
                using var text = new StreamWriter(stream, leaveOpen: true);
                text.Write($"{ChallengeHead}{Convert.ToHexStringLower(receipt.Digest)}\n");
                foreach ((int run, int index) in chosen)
                {
                    text.Write(string.Create(CultureInfo.InvariantCulture, $"{run} {index}\n"));
                }
            });
            long steps = receipt.Runs.Sum(run => (long)SpotAudit.Steps(run).Length);
            Terminal.Line($"{to}: {chosen.Count} of {Count(steps, "step")}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Open(TaskRegistry tasks)
    {
        Argument<string> file = ReceiptFile();
        var input = new AuditInput(tasks);
        Option<string> challenge = ChallengeOption();
        Option<string> output = CommonOptions.Output("The openings to write: for each step the state before it, with what ties it to the receipt.");
        var command = new Command(
            "open",
            "Lay steps of a receipt open for 'trm audit spot'. Solves again up to the last of them.\n\n"
            + "Example: trm audit open run.receipt puzzles.txt --challenge steps.txt --out steps.openings");
        command.Add(file);
        input.AddTo(command);
        command.Add(challenge);
        command.Add(output);
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(file)!, to = parse.GetValue(output)!, asked = parse.GetValue(challenge)!;
            Receipt receipt = AuditInput.ReadReceipt(path);
            IReadOnlyList<(int Run, int Event)> steps = ReadChallenge(asked, receipt);
            ReceiptSubject subject = input.Subject(parse, receipt.Header);
            OutputFile.Prepare(to, OpeningMaker.FileKind, path, asked);
            using Solver solver = subject.Task.Open(subject.Model, path, subject.Settings);
            ILookup<int, int> wanted = steps.ToLookup(step => step.Run, step => step.Event);
            var openings = new List<StepOpening>();
            int number = 0;
            foreach (SourcedInstance one in input.Instances(parse, subject).Take(receipt.Runs.Count))
            {
                if (wanted.Contains(number))
                {
                    openings.AddRange(OpeningMaker.Open(receipt, number, [.. wanted[number]], subject, solver, one.Instance, cancellation));
                }

                number++;
            }

            AtomicFile.Write(to, stream => OpeningMaker.Write(stream, receipt.Digest, openings));
            Terminal.Line($"{to}: {Count(openings.Count, "step")} laid open, {new FileInfo(to).Length:n0} bytes");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Command Spot(TaskRegistry tasks)
    {
        Argument<string> file = ReceiptFile();
        var openings = new Argument<string>("OPENINGS") { Description = "What 'trm audit open' wrote for the challenge." };
        Option<string> challenge = ChallengeOption();
        var input = new AuditInput(tasks);
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "spot",
            "Check the steps that were laid open: each is taken once more. Tells the probability of having met one of k altered steps, which is weak\n"
            + "against one.\n\n"
            + "Example: trm audit spot run.receipt steps.openings puzzles.txt --challenge steps.txt");
        command.Add(file);
        command.Add(openings);
        input.AddTo(command);
        command.Add(challenge);
        command.Add(json);
        command.SetAction(parse =>
        {
            string path = parse.GetValue(file)!, opened = parse.GetValue(openings)!;
            Receipt receipt = AuditInput.ReadReceipt(path);
            IReadOnlyList<(int Run, int Event)> asked = ReadChallenge(parse.GetValue(challenge)!, receipt);
            (byte[] digest, IReadOnlyList<StepOpening> steps) = ReadOpenings(opened);
            ReceiptSubject subject = input.Subject(parse, receipt.Header);
            using var rule = new StepRule(subject);
            string? failure = FullAudit.HeaderFailure(receipt.Header, subject.Header()) ?? InstanceFailure(receipt, subject, input.Instances(parse, subject));
            AuditVerdict verdict = failure is null ? SpotAudit.Run(receipt, asked, steps, digest, rule.Rule, rule.Unit) : new AuditVerdict(failure, 0, 0);
            long all = receipt.Runs.Sum(run => (long)SpotAudit.Steps(run).Length);
            string said = string.Create(
                CultureInfo.InvariantCulture,
                $"{steps.Count} of {Count(all, "step")} taken again; one altered step would have been met with probability {SpotAudit.Caught(all, steps.Count, 1):f3}, one of ten with {SpotAudit.Caught(all, steps.Count, 10):f3}, one of a hundred with {SpotAudit.Caught(all, steps.Count, 100):f3}");
            return Tell("spot", path, receipt, verdict, parse.GetValue(json), said);
        });
        return command;
    }

    private static Option<string> ChallengeOption() => new("--challenge") { Description = "The steps that 'trm audit challenge' chose.", HelpName = "FILE", Required = true };

    private static string? InstanceFailure(Receipt receipt, ReceiptSubject subject, IEnumerable<SourcedInstance> instances)
    {
        int number = 0;
        foreach (SourcedInstance one in instances.Take(receipt.Runs.Count))
        {
            if (!subject.DigestOf(one.Instance).AsSpan().SequenceEqual(receipt.Runs[number].Instance))
            {
                return $"run {number}: instance: the receipt is about another one than {one.Source}, line {one.Instance.Line}";
            }

            number++;
        }

        return number < receipt.Runs.Count ? $"instances: there are {number}, and {receipt.Runs.Count} in the receipt" : null;
    }

    private static (byte[] Receipt, IReadOnlyList<StepOpening> Steps) ReadOpenings(string path)
    {
        try
        {
            return StepOpenings.Read(AuditInput.Read(path));
        }
        catch (ReceiptFormatException error)
        {
            throw new InputException($"{path}: {error.Message}");
        }
    }

    private static List<(int Run, int Event)> ReadChallenge(string path, Receipt receipt)
    {
        InputFile.Require(path);
        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != ChallengeHead + Convert.ToHexStringLower(receipt.Digest))
        {
            throw new InputException($"{path}: line 1: is no challenge for this receipt, which would begin with '{ChallengeHead}{Convert.ToHexStringLower(receipt.Digest)}'");
        }

        var steps = new List<(int, int)>();
        for (int line = 1; line < lines.Length; line++)
        {
            string[] words = lines[line].Split(' ');
            steps.Add(
                words.Length == 2 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int run) && run < receipt.Runs.Count
                && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int index) && OpeningMaker.IsStep(receipt.Runs[run], index)
                    ? (run, index)
                    : throw new InputException($"{path}: line {line + 1}: expected run and event of a step, both from 0"));
        }

        return steps;
    }

    private static int Tell(string audit, string path, Receipt receipt, AuditVerdict verdict, bool isJson, string accepted)
    {
        if (isJson)
        {
            JsonOutput.Write("audit", receipt.Header.Task, json =>
            {
                json.WriteString("audit", audit);
                json.WriteString("receipt", path);
                json.WriteString("receiptDigest", Convert.ToHexStringLower(receipt.Digest));
                json.WriteBoolean("holds", verdict.IsAccepted);
                json.WriteString("failure", verdict.Failure);
                json.WriteNumber("runCount", verdict.Runs);
                json.WriteNumber("eventCount", verdict.Events);
            });
        }
        else
        {
            Terminal.Line(verdict.Failure is { } failure ? $"{path}: rejected: {failure}" : $"{path}: accepted: {accepted}; receipt {Convert.ToHexStringLower(receipt.Digest)}");
        }

        return verdict.IsAccepted ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static string Count(long number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number:n0} {what}{(number == 1 ? string.Empty : "s")}");
}
