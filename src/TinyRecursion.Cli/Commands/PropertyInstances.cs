using System.Globalization;
using System.Text;
using TinyRecursion.Assurance.Verification;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary>A batch of <c>trm verify-property</c>: lines of networks and properties, and a table of verdicts that grows with each and is taken up again.</summary>
internal static class PropertyInstances
{
    private const string Header = "network,property,verdict,seconds,checking_seconds,boxes,note";

    /// <summary>Verifies all instances that the table lacks.</summary>
    /// <param name="list">The instances.</param>
    /// <param name="table">The table to write.</param>
    /// <param name="options">How; a line's own limit counts where it is shorter.</param>
    /// <param name="isJson">Whether to print JSON.</param>
    /// <param name="cancellation">Ends it; the table keeps what is done.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string list, string table, VerificationOptions options, bool isJson, CancellationToken cancellation)
    {
        InputFile.Require(list);
        List<(string Network, string Property, double Limit)> instances = Read(list);
        OutputFile.Prepare(table, OutputKind.Beginning("a table of verdicts", Header), list);
        var done = new Dictionary<(string, string), string>();
        if (File.Exists(table))
        {
            foreach (string[] fields in File.ReadLines(table).Skip(1).Select(line => line.Split(',')).Where(fields => fields.Length >= 7))
            {
                done[(fields[0], fields[1])] = string.Join(',', fields);
            }
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(list))!;
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["sat"] = 0, ["unknown"] = 0, ["unsat"] = 0 };
        var lines = new List<string>();
        foreach ((string network, string property, double seconds) in instances)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!done.TryGetValue((network, property), out string? line))
            {
                VerificationOptions own = options with { TimeLimit = TimeSpan.FromSeconds(Math.Min(seconds, options.TimeLimit!.Value.TotalSeconds)) };
                line = $"{network},{property},{Verify(Path.Combine(folder, network), Path.Combine(folder, property), own, cancellation)}";
                done[(network, property)] = line;
            }

            lines.Add(line);
            AtomicFile.Write(table, stream => stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. lines, string.Empty]))));
            string verdict = line.Split(',')[2];
            counts[verdict] = counts.GetValueOrDefault(verdict) + 1;
            if (!isJson)
            {
                Terminal.Line(line);
            }
        }

        if (isJson)
        {
            JsonOutput.Write("verify-property", null, json =>
            {
                json.WriteNumber("instances", lines.Count);
                foreach ((string verdict, int count) in counts)
                {
                    json.WriteNumber(verdict, count);
                }

                json.WriteString("out", table);
            });
        }
        else
        {
            Terminal.ErrorLine(string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}")));
        }

        return counts["unknown"] == 0 ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static List<(string Network, string Property, double Limit)> Read(string list)
    {
        var instances = new List<(string, string, double)>();
        using StreamReader reader = InputFile.OpenText(list);
        for (int number = 1; reader.ReadLine() is { } text; number++)
        {
            string[] fields = text.Split(',');
            if (text.Trim().Length == 0)
            {
                continue;
            }

            if (fields.Length != 3 || fields[0].Length == 0 || fields[1].Length == 0
                || !double.TryParse(fields[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) || seconds is not (> 0 and < 1e6))
            {
                throw new InputException($"{list}: line {number}: expected network,property,seconds");
            }

            instances.Add((fields[0], fields[1], seconds));
        }

        return instances.Count > 0 ? instances : throw new InputException($"{list}: it has no instances");
    }

    private static string Verify(string network, string property, VerificationOptions options, CancellationToken cancellation)
    {
        try
        {
            PropertyOutcome outcome = VerifyPropertyCommand.Open(network, property).Verify(options, null, cancellation);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{VerifyPropertyCommand.Word(outcome.Status)},{outcome.Searching.TotalSeconds:f3},{outcome.Checking.TotalSeconds:f3},{outcome.Boxes},{Note(outcome.Reason)}");
        }
        catch (Exception error) when (error is InputException or FormatException or IOException or UnauthorizedAccessException)
        {
            return $"unknown,0,0,0,{Note(error.Message)}";
        }
    }

    // One field of one line.
    private static string Note(string? text) => (text ?? string.Empty).Replace(',', ';').ReplaceLineEndings(" ");
}
