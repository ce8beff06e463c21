namespace TinyRecursion.Tasks.Tiles;

/// <summary>The settings of sliding tiles.</summary>
internal static class TilesSettings
{
    private const string First = "blank-first";
    private const string Last = "blank-last";

    /// <summary>The order to reach, which moves in files lead to.</summary>
    public static Setting<TilesGoal> Goal { get; } = Setting.Choice(
        "goal", "The order to reach", (TilesGoal.BlankLast, Last, "1 2 3 … 0"), (TilesGoal.BlankFirst, First, "0 1 2 …"));

    /// <summary>The source of estimates.</summary>
    public static Setting<RuleKind> Rules { get; } = Setting.Choice(
        "rules", "The estimate of the moves left",
        (RuleKind.Neural, "neural", "a model's, on top of the Manhattan distance"),
        (RuleKind.Algorithmic, "algorithmic", "the Manhattan distance with linear conflicts"));

    /// <summary>Applications of a learned rule.</summary>
    public static Setting<int?> Steps { get; } = Setting.WholeOrNone(
        "steps", 1, int.MaxValue, "Times that the rule is applied to its own output. Default: as the model was trained.");

    /// <summary>Boards of a layer of beam search.</summary>
    public static Setting<int> Beam { get; } = Setting.Whole(
        "beam", 2000, 1, int.MaxValue, "Boards kept after each move; more give shorter plans and take longer.");

    /// <summary>The weight of best-first search instead of a beam.</summary>
    public static Setting<double?> Weight { get; } = Setting.RealOrNone(
        "weight", 0, 1000,
        "Search best-first (weighted A*) with this weight of the estimate instead of a beam. With 1 and algorithmic rules plans are the shortest there are.");

    /// <summary>Rows and columns of boards to make.</summary>
    public static Setting<int> Side { get; } = Setting.Whole(
        "side", 4, TilesBoard.MinimumSide, TilesBoard.MaximumSide, "Rows and columns, 2 to 5 (4 for the 15-puzzle).");

    /// <summary>Random moves that boards are made by.</summary>
    public static Setting<int?> Walk { get; } = Setting.WholeOrNone(
        "walk", 1, int.MaxValue, "Make so many random moves from the order. Default: draw from all boards that can be ordered.");

    /// <summary>State width of a rule to train.</summary>
    public static Setting<int> Width { get; } = StandardSettings.Width(32);

    /// <summary>Message width of a rule to train.</summary>
    public static Setting<int> Message { get; } = StandardSettings.Message(32);

    /// <summary>Hidden width of a rule to train.</summary>
    public static Setting<int> Hidden { get; } = StandardSettings.Hidden(64);

    internal static string NameOf(TilesGoal goal) => goal == TilesGoal.BlankFirst ? First : Last;
}
