namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>The settings of formulas: of deciding them, of making them, and of training a rule.</summary>
internal static class SatisfiabilitySettings
{
    internal const int Starts = 256;

    /// <summary>Starts before a search, which decides small formulas in less time than more starts take.</summary>
    internal const int StartsBeforeSearch = 4;

    /// <summary>The fewest variables of a formula to train on.</summary>
    internal const int FewestVariables = 5;

    /// <summary>The kind of rule.</summary>
    public static Setting<RuleKind> Rules { get; } = Setting.Choice(
        "rules", "The kind of rule",
        (RuleKind.Neural, "neural", "the learned rule alone"),
        (RuleKind.Algorithmic, "algorithmic", "unit propagation alone"),
        (RuleKind.Mixed, "mixed", "unit propagation, then the rule on what that leaves"));

    /// <summary>Most steps of one start of the rule.</summary>
    public static Setting<int> MaximumSteps { get; } = Setting.Whole("max-steps", 64, 1, int.MaxValue, "Most steps of one start of the rule.");

    /// <summary>Starts of the rule.</summary>
    public static Setting<int?> Restarts { get; } = Setting.WholeOrNone(
        "restarts", 1, int.MaxValue,
        $"Starts of the rule, each from a suggestion and a state drawn from the seed; the first that the checker accepts wins. Default: {Starts}, before a search {StartsBeforeSearch}.");

    /// <summary>Variables of a formula to make.</summary>
    public static Setting<int> Variables { get; } = Setting.Whole("variables", 50, 1, CnfFormula.MaximumVariables, "Variables of a formula.");

    /// <summary>Clauses of a formula to make.</summary>
    public static Setting<int?> Clauses { get; } = Setting.WholeOrNone(
        "clauses", 0, CnfFormula.MaximumClauses, "Clauses of a formula. Default: as many as leave half of them satisfiable (3 literals a clause).");

    /// <summary>Literals of a clause to make.</summary>
    public static Setting<int> Literals { get; } = Setting.Whole("literals", 3, 1, CnfFormula.MaximumVariables, "Literals of a clause.");

    /// <summary>The formulas to make.</summary>
    public static Setting<SatisfiabilityKind> Kind { get; } = Setting.Choice(
        "kind", "The formulas to make",
        (SatisfiabilityKind.Satisfiable, "satisfiable", "filtered by complete search"),
        (SatisfiabilityKind.Unsatisfiable, "unsatisfiable", "filtered likewise"),
        (SatisfiabilityKind.Any, "any", "not filtered"),
        (SatisfiabilityKind.Planted, "planted", "satisfied by a hidden assignment, which can be of any size but are easier"));

    /// <summary>A folder for DIMACS files.</summary>
    public static Setting<string?> Folder { get; } = Setting.Text("folder", "DIR", "Write a DIMACS file NAME.cnf for each formula into this folder instead.");

    /// <summary>The most variables of a formula to train on; complete search filters up to 100.</summary>
    public static Setting<int> TrainingVariables { get; } = Setting.Whole(
        "variables", 50, FewestVariables, 100, "The most variables of a formula, up to 100, which complete search can filter.");

    /// <summary>The weight of a suggestion in training.</summary>
    public static Setting<float> Suggestion { get; } = Setting.Real(
        "suggestion", 0.1f, 0f, 10f,
        "How much keeping a suggested value counts beside satisfying a clause: more makes starts differ more, and each find less.");

    /// <summary>State width of a rule to train.</summary>
    public static Setting<int> Width { get; } = StandardSettings.Width(32);

    /// <summary>Message width of a rule to train.</summary>
    public static Setting<int> Message { get; } = StandardSettings.Message(32);

    /// <summary>Group width of a rule to train.</summary>
    public static Setting<int> Group { get; } = Setting.Whole("group", 32, 1, 4096, "Width of what a clause works out from its literals.");

    /// <summary>Hidden width of a rule to train.</summary>
    public static Setting<int> Hidden { get; } = StandardSettings.Hidden(64);
}
