namespace TinyRecursion.Tasks.Graphs;

/// <summary>The settings of graphs: of solving them, of making them, and of training a rule.</summary>
public static class GraphSettings
{
    private const int MostNodes = 200_000;

    /// <summary>The kind of rule.</summary>
    public static Setting<RuleKind> Rules { get; } = Setting.Choice(
        "rules", "The kind of rule",
        (RuleKind.Mixed, "mixed", "the learned wave, or relaxation for a graph whose weights are 0 or make the wave long"),
        (RuleKind.Neural, "neural", "the learned wave, one unit of length a step"),
        (RuleKind.Algorithmic, "algorithmic", "relaxation in plain code, for any weights"));

    /// <summary>Most steps of one graph.</summary>
    public static Setting<int?> MaximumSteps { get; } = Setting.WholeOrNone(
        "max-steps", 1, int.MaxValue, "Most steps of one graph. A run ends by itself when nothing changes any more.");

    /// <summary>The source, whatever files say.</summary>
    public static Setting<string?> Source { get; } = Setting.Text("source", "NODE", "Measure distances from this node, whatever the file says.");

    /// <summary>The nodes that are asked for, whatever files say.</summary>
    public static Setting<IReadOnlyList<string>> Target { get; } = Setting.Texts("target", "NODE", "Ask for these nodes, whatever the file says.");

    /// <summary>The shape of graphs to make.</summary>
    public static Setting<GraphKind> Kind { get; } = Setting.Choice(
        "kind", "The shape",
        (GraphKind.Random, "random", "edges between random nodes"),
        (GraphKind.Path, "path", "one node after the other"),
        (GraphKind.Star, "star", "one node in the middle of all others"),
        (GraphKind.Grid, "grid", "a square grid"),
        (GraphKind.ScaleFree, "scalefree", "nodes with many edges get more"));

    /// <summary>Nodes of a graph to make; a grid has the next square number below.</summary>
    public static Setting<int> Nodes { get; } = Setting.Whole("nodes", 20, 1, MostNodes, "Nodes of a graph; a grid has the next square number below.");

    /// <summary>Edges per node where the shape leaves it open.</summary>
    public static Setting<float> EdgesPerNode { get; } = Setting.Real("edges-per-node", 2f, 0f, 16f, "Edges per node of random and scale-free graphs.");

    /// <summary>The largest weight to make; weights are uniform.</summary>
    public static Setting<int> MaximumWeight { get; } = Setting.Whole("max-weight", 10, 1, 1_000_000, "Weights are whole numbers of 1 to this; 1 to count edges.");

    /// <summary>Whether edges lead one way only.</summary>
    public static Setting<bool> Directed { get; } = Setting.Flag("directed", "Edges lead one way only.");

    /// <summary>Whether nodes of a random graph may lie beyond the source's reach.</summary>
    public static Setting<bool> Loose { get; } = Setting.Flag("loose", "Random graphs need not be connected.");

    /// <summary>Random nodes that are asked for.</summary>
    public static Setting<int> Targets { get; } = Setting.Whole("targets", 0, 0, MostNodes, "Random nodes that are asked for; 0 for all.");

    /// <summary>Most nodes of a graph to train on.</summary>
    public static Setting<int> TrainingNodes { get; } = Setting.Whole("nodes", 20, 2, 1000, "Most nodes of a graph.");

    /// <summary>State width of a rule to train.</summary>
    public static Setting<int> Width { get; } = Setting.Whole("width", 4, 1, 4096, "Symbols of the state's alphabet, less one.");

    /// <summary>Message width of a rule to train.</summary>
    public static Setting<int> Message { get; } = StandardSettings.Message(16);

    /// <summary>Hidden width of a rule to train.</summary>
    public static Setting<int> Hidden { get; } = StandardSettings.Hidden(16);
}
