using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Arithmetic;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Arithmetic;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm calc EXPR</c>: works an expression out by repeating the rule of one digit.</summary>
internal static class CalcCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var text = new Argument<string[]>("EXPR")
        {
            Description = "Integers of any length with + - * and parentheses, or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> model = CommonOptions.Model();
        Option<RuleKind> kind = DigitRule.KindOption();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "calc",
            "Work out sums, differences and products of integers of any length: every digit is the answer of a learned rule of\n"
            + "one digit, which 'trm prove arithmetic' proves for every length. Prints the number alone on the last line. Every\n"
            + "answer is checked with the library's own integers; a wrong one ends with 1.\n\n"
            + "Example: trm calc \"123456789 * 987654321\"")
        {
            text, model, kind, json,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(Run(
            parse.GetValue(text)!, parse.GetValue(model), parse.GetValue(kind), parse.GetValue(json), cancellation)));
        return command;
    }

    private static int Run(string[] words, FileInfo? model, RuleKind kind, bool asJson, CancellationToken cancellation)
    {
        Expression expression = words is ["-"]
            ? ExpressionParser.Parse(Console.In.ReadToEnd(), "standard input")
            : ExpressionParser.Parse(string.Join(' ', words), "expression");
        var rule = DigitRule.Load(model, kind, cancellation);
        var watch = Stopwatch.StartNew();
        var result = ArithmeticResult.Of(expression, rule, cancellation);
        if (asJson)
        {
            WriteJson(result, rule, watch.Elapsed);
        }
        else
        {
            Console.Out.WriteLine(result.Value);
        }

        if (!result.IsRight)
        {
            Console.Error.WriteLine("wrong: the library's own integers give another number; 'trm prove arithmetic' says where the rule errs");
        }

        return result.IsRight ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static void WriteJson(ArithmeticResult result, DigitRule rule, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", ArithmeticRule.Task);
        json.WriteString("rules", RuleKindOption.NameOf(rule.Kind));
        json.WriteString("model", rule.Path);
        json.WriteString("value", result.Value.ToString());
        json.WriteNumber("digits", result.Value.Digits.Length);
        json.WriteBoolean("right", result.IsRight);
        json.WriteNumber("steps", result.Steps);
        json.WriteNumber("seconds", elapsed.TotalSeconds);
    });
}
