using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Arithmetic;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Arithmetic;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm eval arithmetic FILE</c>: measures a rule of one digit on a file of expressions.</summary>
internal static class EvalArithmeticCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "File of expressions, one a line, or - for standard input." };
        Option<FileInfo?> model = ModelOption.Create();
        Option<RuleKind> kind = DigitRule.KindOption();
        Option<int> limit = RunOptions.Positive("--limit", int.MaxValue, "Read at most this many expressions.");
        Option<int> threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Expressions at once; changes the speed, never the answers.");
        Option<double> atLeast = AtLeastOption.Create("the fraction that is right");
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "arithmetic",
            "Measure how many expressions come out right, checked with the library's own integers.\n\n"
            + "Example: trm generate arithmetic --digits 100 --count 50 | trm eval arithmetic - --json")
        {
            file, model, kind, limit, threads, atLeast, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(file)!;
            List<ArithmeticExample> examples = Read(path, parse.GetValue(limit));
            var rule = DigitRule.Load(parse.GetValue(model), parse.GetValue(kind), cancellation);
            var watch = Stopwatch.StartNew();
            var results = new ArithmeticResult[examples.Count];
            Parallel.For(
                0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = parse.GetValue(threads), CancellationToken = cancellation },
                i => results[i] = ArithmeticResult.Of(examples[i].Expression, rule, cancellation));
            var summary = ArithmeticSummary.Of(examples, results, watch.Elapsed);
            if (parse.GetValue(json))
            {
                WriteJson(path, rule, summary);
            }
            else
            {
                Console.Out.WriteLine(
                    $"{path}: {summary.Solved:p2} of {summary.Instances} right"
                    + (summary.Exact is { } exact ? $", {exact:p2} equal to the label" : string.Empty)
                    + $"; {summary.MeanSteps:f1} steps on average, {summary.MaximumSteps} at most, {summary.MillisecondsPerInstance:f2} ms each");
            }

            return Task.FromResult(summary.Solved >= parse.GetValue(atLeast) ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static List<ArithmeticExample> Read(string path, int limit) =>
        InputText.Read(path, limit, (reader, name) => ArithmeticFile.Read(reader, name));

    private static void WriteJson(string path, DigitRule rule, ArithmeticSummary summary) => JsonOutput.Write(json =>
    {
        json.WriteString("task", ArithmeticRule.Task);
        json.WriteString("file", path);
        json.WriteString("rules", RuleKindOption.NameOf(rule.Kind));
        json.WriteString("model", rule.Path);
        json.WriteNumber("parameters", rule.Parameters);
        json.WriteNumber("modelBytes", rule.Bytes);
        summary.WriteTo(json);
    });
}
