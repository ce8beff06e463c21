using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TinyRecursion.Cli.Common;

/// <summary>Options that several commands have. Numbers are read the same in every culture, without thousands separators.</summary>
internal static class CommonOptions
{
    /// <summary>The files that a command reads.</summary>
    /// <param name="help">What they hold.</param>
    public static Argument<string[]> Files(string help) => new("FILE") { Description = help, Arity = ArgumentArity.OneOrMore };

    /// <summary>The <c>--json</c> switch.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object on standard output, everything else on standard error." };

    /// <summary>The <c>--threads</c> option.</summary>
    public static Option<int> Threads() => Whole("--threads", Environment.ProcessorCount, "Threads; changes the speed, never the result. Default: one for each core.", showsDefault: false);

    /// <summary>The <c>--limit</c> option.</summary>
    public static Option<int?> Limit() => WholeOrNone("--limit", "Read at most this many instances.");

    /// <summary>The <c>--seed</c> option.</summary>
    public static Option<ulong> Seed(string help) => new("--seed")
    {
        Description = help + " [default: 1]",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            if (!ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
            {
                result.AddError($"--seed must be a whole number from 0 to {ulong.MaxValue}, not '{result.Tokens[0].Value}'");
            }

            return seed;
        },
    };

    /// <summary>The <c>--model</c> option.</summary>
    public static Option<string?> Model() => new("--model") { Description = "Model file (safetensors), or the name of one that comes with the product ('trm models'). Default: the shipped model of the task.", HelpName = "FILE" };

    /// <summary>A file to write.</summary>
    public static Option<string> Output(string help) => new("--out") { Description = help, HelpName = "FILE", Required = true };

    /// <summary>An option for a number of at least one.</summary>
    public static Option<int> Whole(string name, int value, string help, int minimum = 1, bool showsDefault = true) => new(name)
    {
        Description = showsDefault ? string.Create(CultureInfo.InvariantCulture, $"{help} [default: {value}]") : help,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result => Number(result, name, minimum),
    };

    /// <summary>An option for a number of at least one that may be left out.</summary>
    public static Option<int?> WholeOrNone(string name, string help) => new(name)
    {
        Description = help,
        HelpName = "N",
        CustomParser = result => Number(result, name, 1),
    };

    /// <summary>An option for a real number within bounds.</summary>
    public static Option<double> Real(string name, double value, double minimum, double maximum, string help) => new(name)
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"{help} [default: {value:g6}]"),
        HelpName = "X",
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            // Written so that what is not a number is refused too.
            if (!double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double given)
                || !(given >= minimum && given <= maximum))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be {minimum:g6} to {maximum:g6}, not {result.Tokens[0].Value}"));
            }

            return given;
        },
    };

    private static int Number(ArgumentResult result, string name, int minimum)
    {
        if (!int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int given) || given < minimum)
        {
            result.AddError($"{name} must be a whole number of at least {minimum}, not '{result.Tokens[0].Value}'");
        }

        return given;
    }
}
