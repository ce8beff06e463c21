using System.CommandLine;

namespace TinyRecursion.Cli.Common;

/// <summary>The <c>--halt</c> option.</summary>
internal static class HaltRuleOption
{
    private static readonly Dictionary<HaltRule, string> Meanings = new()
    {
        [HaltRule.Verified] = "as soon as the checker accepts the answer",
        [HaltRule.Learned] = "as soon as the model holds its answer to be right",
        [HaltRule.Steps] = "after all steps, as published",
    };

    /// <summary>Creates the option.</summary>
    /// <param name="rules">The rules to choose from; the first is the default.</param>
    public static Option<HaltRule> Create(params HaltRule[] rules)
    {
        var option = new Option<HaltRule>("--halt")
        {
            Description = $"When a run ends: {string.Join("; ", rules.Select(rule => $"{NameOf(rule)}, {Meanings[rule]}"))}.",
            HelpName = string.Join('|', rules.Select(NameOf)),
            DefaultValueFactory = _ => rules[0],
        };
        option.AcceptOnlyFromAmong([.. rules.Select(NameOf)]);
        return option;
    }

    /// <summary>How a rule is written on the command line.</summary>
#pragma warning disable CA1308 // What users type is in lower case.
    public static string NameOf(HaltRule rule) => rule.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
