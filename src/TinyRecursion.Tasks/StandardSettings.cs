using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks;

/// <summary>Settings that several tasks share.</summary>
public static class StandardSettings
{
    /// <summary>Most steps of one run.</summary>
    public static Setting<int?> MaximumSteps { get; } = Setting.WholeOrNone(
        "max-steps", 1, int.MaxValue, "Most steps of one run. Default: what suits the task, or what a tiny recursive model was trained with.");

    /// <summary>When a run ends.</summary>
    internal static Setting<HaltRule> Halt { get; } = Setting.Choice(
        "halt", "When a run ends",
        (HaltRule.Verified, "verified", "as soon as the checker accepts the answer"),
        (HaltRule.Learned, "learned", "as soon as the model holds its answer to be right"),
        (HaltRule.Steps, "steps", "after all steps, as published"));

    /// <summary>Independent starts.</summary>
    public static Setting<int?> Restarts { get; } = Setting.WholeOrNone(
        "restarts", 1, int.MaxValue, "Independent starts from seeded random states; the first that the checker accepts wins. Default: what suits the task.");

    /// <summary>Seed of the starts.</summary>
    public static Setting<ulong> Seed { get; } = Setting.Seed(1, "Seed of the random starting states.");

    /// <summary>Whether to search.</summary>
    public static Setting<bool> Search { get; } = Setting.Flag(
        "search", "Search by complete branching, guided by the rule: ends with an answer, a proof that there is none, or 'gave up'.");

    /// <summary>Nodes of one instance.</summary>
    public static Setting<long?> MaximumNodes { get; } = Setting.LongOrNone("max-nodes", 1, long.MaxValue, "Give an instance up after so many nodes of its search; without a search, after so many steps of all starts.");

    /// <summary>Seconds of one instance.</summary>
    public static Setting<double?> TimeLimit { get; } = Setting.RealOrNone("time-limit", 1e-9, 1e9, "Give an instance up after so many seconds.", "SECONDS");

    /// <summary>Megabytes of one instance.</summary>
    public static Setting<int?> MemoryLimit { get; } = Setting.WholeOrNone(
        "memory-limit", 1, int.MaxValue, "Give an instance up when its search, or the run of a rule, takes so many megabytes.");

    /// <summary>What the open nodes of a search take at most where nothing is said.</summary>
    internal const long SearchBytes = 1_000_000_000;

    /// <summary>The limits of every solver.</summary>
    internal static IReadOnlyList<Setting> RunLimits { get; } = [TimeLimit, MemoryLimit];

    /// <summary>The limits of solvers with a search.</summary>
    internal static IReadOnlyList<Setting> Limits { get; } = [MaximumNodes, .. RunLimits];

    /// <summary>State width of a rule to train.</summary>
    /// <param name="value">The default.</param>
    public static Setting<int> Width(int value) => Setting.Whole("width", value, 1, 4096, "State width of the rule.");

    /// <summary>Message width of a relational rule to train.</summary>
    /// <param name="value">The default.</param>
    public static Setting<int> Message(int value) => Setting.Whole("message", value, 16, 4096, "Message width, a multiple of 16.", multipleOf: 16);

    /// <summary>Hidden width of a rule to train.</summary>
    /// <param name="value">The default.</param>
    public static Setting<int> Hidden(int value) => Setting.Whole("hidden", value, 1, 4096, "Hidden width.");

    /// <summary>Steps and starts of a solver without a search, all starts together within <see cref="MaximumNodes"/>.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="steps">Most steps of a start.</param>
    /// <param name="starts">Most starts.</param>
    internal static (int Steps, int Starts) Within(Settings settings, int steps, int starts)
    {
        if (settings.Get(Search) || settings.Get(MaximumNodes) is not { } nodes)
        {
            return (steps, starts);
        }

        steps = (int)Math.Min(steps, nodes);
        return (steps, (int)Math.Min(starts, nodes / steps));
    }

    /// <summary>The limits that settings ask for.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="otherwise">Limits where they say nothing.</param>
    internal static SearchLimits LimitsOf(Settings settings, SearchLimits otherwise) => new()
    {
        Nodes = settings.Get(MaximumNodes) ?? otherwise.Nodes,
        Time = settings.Get(TimeLimit) is { } seconds ? TimeSpan.FromTicks(Math.Max(1, TimeSpan.FromSeconds(seconds).Ticks)) : otherwise.Time,
        Bytes = settings.Get(MemoryLimit) is { } megabytes ? megabytes * 1_000_000L : otherwise.Bytes,
    };
}
