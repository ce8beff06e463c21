using System.CommandLine;
using System.Globalization;

namespace TinyRecursion.Cli.Common;

/// <summary>Options for real numbers within bounds.</summary>
internal static class NumberOption
{
    /// <summary>Creates an option.</summary>
    /// <param name="name">The name, with dashes.</param>
    /// <param name="value">The default.</param>
    /// <param name="minimum">The smallest value.</param>
    /// <param name="maximum">The largest value.</param>
    /// <param name="description">What it is.</param>
    public static Option<float> Create(string name, float value, float minimum, float maximum, string description)
    {
        var option = new Option<float>(name) { Description = description, HelpName = "X", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            // Written so that what is not a number is refused too.
            if (result.Tokens.Count == 1
                && float.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out float given)
                && !(given >= minimum && given <= maximum))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be {minimum} to {maximum}, not {given}"));
            }
        });
        return option;
    }
}
