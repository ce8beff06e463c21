using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Arithmetic;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm generate arithmetic</c>: makes random sums and products with their values.</summary>
internal static class GenerateArithmeticCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> count = RunOptions.Positive("--count", 10, "How many expressions.");
        Option<int> digits = RunOptions.Positive("--digits", 10, "Digits of both numbers.");
        var operation = new Option<ArithmeticOperation>("--operation")
        {
            Description = "What joins them.",
            DefaultValueFactory = _ => ArithmeticOperation.Multiply,
        };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same expressions.", DefaultValueFactory = _ => 1, HelpName = "N" };
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "arithmetic",
            "Make sums, differences or products of random numbers with their values, on standard output, one a line.\n\n"
            + "Example: trm generate arithmetic --digits 1000 --count 5 --operation add > sums.txt")
        {
            count, digits, operation, seed, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            IEnumerable<Expression.Operation> expressions = Enumerable.Range(0, parse.GetValue(count)).Select(i => ArithmeticGenerator.Generate(
                parse.GetValue(seed), (ulong)i, parse.GetValue(digits), parse.GetValue(operation)));
            if (parse.GetValue(json))
            {
                WriteJson(expressions, cancellation);
            }
            else
            {
                foreach (Expression.Operation expression in expressions)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Console.Out.WriteLine($"{ArithmeticGenerator.ToText(expression)} = {expression.Expected()}");
                }
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void WriteJson(IEnumerable<Expression.Operation> expressions, CancellationToken cancellation) => JsonOutput.Write(json =>
    {
        json.WriteString("task", ArithmeticRule.Task);
        json.WriteStartArray("expressions");
        foreach (Expression.Operation expression in expressions)
        {
            cancellation.ThrowIfCancellationRequested();
            json.WriteStartObject();
            json.WriteString("expression", ArithmeticGenerator.ToText(expression));
            json.WriteString("value", expression.Expected().ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
