using System.CommandLine;

namespace TinyRecursion.Cli.Common;

/// <summary>The <c>--halt</c> option.</summary>
internal static class HaltOption
{
    /// <summary>Creates the option.</summary>
    /// <param name="value">What it is if it is not given.</param>
    public static Option<HaltRule> Create(HaltRule value) => new("--halt")
    {
        Description = "When a run ends: verified (the checker accepts the answer), learned (the model's halting head does) or steps (never early).",
        DefaultValueFactory = _ => value,
    };
}
