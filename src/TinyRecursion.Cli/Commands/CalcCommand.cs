using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Verbs;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Arithmetic;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm calc EXPR</c>: solves one instance of arithmetic that is given in words.</summary>
internal static class CalcCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var task = new ArithmeticTask();
        var text = new Argument<string[]>("EXPR")
        {
            Description = "Integers of any length with + - * and parentheses, or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> model = CommonOptions.Model();
        var settings = new SettingOptions(task.Settings);
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "calc",
            "Work out an expression with integers of any length. Every digit is the answer of a learned rule of\n"
            + "one digit, which 'trm prove arithmetic' proves for every length. Prints the number alone on the last line. Every\n"
            + "answer is checked with the library's own integers; a wrong one ends with 1.\n\n"
            + "Example: trm calc \"123456789 * 987654321\"")
        {
            text, model, json,
        };
        settings.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(Run(
            task, parse.GetValue(text)!, parse.GetValue(model), settings.Read(parse), settings.Settings, parse.GetValue(json), cancellation)));
        return command;
    }

    private static int Run(
        ArithmeticTask task, string[] words, string? chosen, Settings settings, IEnumerable<Setting> declared, bool asJson, CancellationToken cancellation)
    {
        string text = words is ["-"] ? Console.In.ReadToEnd() : string.Join(" ", words);
        Expression expression = words is ["-"]
            ? ExpressionParser.Parse(text, "standard input")
            : ExpressionParser.Parse(text, "expression");
        ModelFile? model = ModelFile.For(task, settings, chosen);
        using Solver<ArithmeticInstance, ArithmeticAnswer> solver = task.OpenSolver(model?.Model, model?.Path ?? task.Name, settings);
        var watch = Stopwatch.StartNew();
        solver.Limits = StandardSettings.LimitsOf(settings, new SearchLimits());
        var answer = (ArithmeticAnswer)solver.SolveWithin(new ArithmeticInstance(text.Trim(), expression, Label: null, Line: 0), threads: 1, trace: null, cancellation);
        if (asJson)
        {
            JsonOutput.Write("calc", task.Name, json =>
            {
                json.WriteModel(model);
                json.WriteSettings(task, settings, declared);
                json.WriteString("status", answer.StatusName);
                json.WriteNumber("steps", answer.Steps);
                if (!answer.IsSolved)
                {
                    json.WriteString("reason", answer.Failure());
                }

                answer.WriteJson(json);
                json.WriteNumber("seconds", watch.Elapsed.TotalSeconds);
            });
        }
        else if (answer.Status != AnswerStatus.GaveUp)
        {
            Console.Out.WriteLine(answer.Value);
        }

        if (!answer.IsSolved)
        {
            Console.Error.WriteLine(answer.Status == AnswerStatus.GaveUp
                ? $"unsolved: {answer.Failure()}"
                : "wrong: the library's own integers give another number; 'trm prove arithmetic' says where the rule errs");
        }

        return answer.IsSolved ? ExitCode.Done : ExitCode.Unsolved;
    }
}
