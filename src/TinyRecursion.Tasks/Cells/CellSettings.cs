namespace TinyRecursion.Tasks.Cells;

/// <summary>The settings of tasks of cells.</summary>
public static class CellSettings
{
    /// <summary>Most steps of one run.</summary>
    public static Setting<int> MaximumSteps { get; } = Setting.Whole("max-steps", 256, 1, int.MaxValue, "Most steps of one run.");

    /// <summary>When a state counts as still.</summary>
    public static Setting<float> Tolerance { get; } = Setting.Real("tolerance", 1e-4f, 0f, 1f, "A run ends when no entry of the state moves by more.");

    /// <summary>Independent starts.</summary>
    public static Setting<int> Restarts { get; } = Setting.Whole(
        "restarts", 1, 1, int.MaxValue, "Independent starts from seeded random states, where answers can be checked; the first right answer wins.");

    /// <summary>State width of a rule to train.</summary>
    public static Setting<int> Width { get; } = StandardSettings.Width(32);

    /// <summary>Message width of a rule to train.</summary>
    public static Setting<int> Message { get; } = StandardSettings.Message(32);

    /// <summary>Hidden width of a rule to train.</summary>
    public static Setting<int> Hidden { get; } = StandardSettings.Hidden(64);

    internal static IReadOnlyList<Setting> Solving { get; } = [MaximumSteps, Tolerance, Restarts, StandardSettings.Seed, .. StandardSettings.RunLimits];
}
