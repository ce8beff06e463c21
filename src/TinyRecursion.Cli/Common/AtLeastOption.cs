using System.CommandLine;
using System.Globalization;

namespace TinyRecursion.Cli.Common;

/// <summary>The <c>--at-least</c> option: below it, <c>eval</c> ends with 1.</summary>
internal static class AtLeastOption
{
    /// <summary>Creates the option.</summary>
    /// <param name="what">What is measured, such as <c>pass@2</c>.</param>
    public static Option<double> Create(string what)
    {
        var option = new Option<double>("--at-least") { Description = $"Exit with 1 if {what} is smaller (0 to 1).", HelpName = "FRACTION" };
        option.Validators.Add(result =>
        {
            // Written so that what is not a number is refused too.
            if (result.Tokens.Count == 1
                && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out double given)
                && !(given >= 0 && given <= 1))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--at-least must be 0 to 1, not {given}"));
            }
        });
        return option;
    }
}
