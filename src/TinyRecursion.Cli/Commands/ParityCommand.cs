using System.CommandLine;
using System.Globalization;
using TinyRecursion.Cli.Common;
using TinyRecursion.Training.Parity;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm parity DIR</c>: compares with what the published code computed.</summary>
internal static class ParityCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "Folder with NAME.config.json, NAME.weights.safetensors and NAME.expected.safetensors, any number of NAMEs.",
        };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "parity",
            "Compare numbers with those that the published code computed. Logits, states, losses and gradients of tiny recursive models are\n"
            + "compared.\n"
            + "Exits with 1 if one differs by more than the tolerance beside it.\n\n"
            + "Example: trm parity tests/TinyRecursion.Training.Tests/fixtures/parity --json")
        {
            folder, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(folder)!;
            IReadOnlyList<string> names = ParityCase.NamesIn(path);
            if (names.Count == 0)
            {
                throw new InputException($"{path}: holds no *.config.json");
            }

            var cases = new List<(string Name, IReadOnlyList<ParityDifference> Differences)>();
            foreach (string name in names)
            {
                cancellation.ThrowIfCancellationRequested();
                IReadOnlyList<ParityDifference> differences = ParityCase.Read(path, name).Run();
                cases.Add((name, differences));
                if (!parse.GetValue(json))
                {
                    Print(name, differences);
                }
            }

            bool close = cases.TrueForAll(one => one.Differences.All(difference => difference.IsClose));
            if (parse.GetValue(json))
            {
                WriteJson(path, cases, close);
            }

            return Task.FromResult(close ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void Print(string name, IReadOnlyList<ParityDifference> differences)
    {
        Terminal.Line(name);
        foreach (ParityDifference difference in differences)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {(difference.IsClose ? "ok  " : "FAR ")} {difference.Quantity,-66} {difference.Difference:E2}  allowed {difference.Tolerance:E0}"));
        }
    }

    private static void WriteJson(
        string path, List<(string Name, IReadOnlyList<ParityDifference> Differences)> cases, bool close) => JsonOutput.Write("parity", null, json =>
    {
        json.WriteString("folder", path);
        json.WriteBoolean("close", close);
        json.WriteStartArray("cases");
        foreach ((string name, IReadOnlyList<ParityDifference> differences) in cases)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteStartArray("quantities");
            foreach (ParityDifference difference in differences)
            {
                json.WriteStartObject();
                json.WriteString("quantity", difference.Quantity);
                // JSON has no infinity.
                if (double.IsFinite(difference.Difference))
                {
                    json.WriteNumber("difference", difference.Difference);
                }
                else
                {
                    json.WriteNull("difference");
                }

                json.WriteNumber("tolerance", difference.Tolerance);
                json.WriteBoolean("close", difference.IsClose);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
