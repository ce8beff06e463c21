using System.Text.Json;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>Shortest paths in sparse weighted graphs.</summary>
public sealed class GraphTask : TaskDefinition<WeightedGraph, GraphAnswer>
{
    /// <summary>Unseen graphs, five times the size of those that a rule is trained on.</summary>
    private const int HeldOutGraphs = 20;
    private const int HeldOutNodes = 100;
    private const ulong HeldOutSeed = 0x67726170_68730001;

    /// <summary>More than a wave takes that arrives, so that one that never settles ends.</summary>
    private const int MeasuredSteps = 100_000;

    /// <inheritdoc/>
    public override string Name => "graphs";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["graph"];

    /// <inheritdoc/>
    public override string Plural => "graphs";

    /// <inheritdoc/>
    public override string ShippedModel => "graphs";

    /// <inheritdoc/>
    public override string FileHelp => "File of graphs, a blank line between two, or - for standard input.";

    /// <inheritdoc/>
    public override string Sample =>
        """
        source a
        target f
        a b 7
        a c 9
        a e 14
        b c 10
        b d 15
        c d 11
        c e 2
        d f 6
        e f 9

        """;

    /// <inheritdoc/>
    public override VerbHelp SolveHelp => new(
        "Find distances from a graph's source: to each 'target' with a shortest path, or to every node where none is named;\n"
        + "'unreachable' where there is no path. Every answer is checked by the edges alone.",
        "trm solve graphs samples/graphs/roads.txt");

    /// <inheritdoc/>
    public override VerbHelp EvalHelp => new(
        "Measure on how many graphs every distance is right, and of how many nodes, held against exact shortest paths.",
        "trm eval graphs samples/graphs/roads.txt --json");

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings { get; } =
        [GraphSettings.Rules, GraphSettings.MaximumSteps, GraphSettings.Source, GraphSettings.Target, GraphSettings.Directed, .. StandardSettings.RunLimits];

    /// <summary>The share of nodes with the right distance.</summary>
    public override Metric MainMetric => GraphAnswer.RightNodes;

    /// <inheritdoc/>
    public override InstanceGenerator Generator => new GraphGenerator();

    /// <inheritdoc/>
    public override IReadOnlyList<TrainingMethod> Training => [new GraphTraining(this)];

    /// <inheritdoc/>
    public override Settings MeasuringSettings => Tasks.Settings.Default.With(GraphSettings.MaximumSteps, MeasuredSteps).With(GraphSettings.Rules, RuleKind.Neural);

    /// <inheritdoc/>
    public override string? WhyNot(Verb verb) =>
        verb == Verb.TrainRecipe ? "its instances are cells and relations, not token sequences: use 'trm train graphs'" : null;

    /// <inheritdoc/>
    public override bool NeedsModel(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Get(GraphSettings.Rules) != RuleKind.Algorithmic;
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> FileEndings { get; } = [".txt", ".gr", ".edges"];

    /// <inheritdoc/>
    public override IEnumerable<WeightedGraph> ReadInstances(TextReader text, string source, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return GraphFile.Read(
            text, source, new GraphReading(settings.Get(GraphSettings.Source), settings.Get(GraphSettings.Target), settings.Get(GraphSettings.Directed)));
    }

    /// <inheritdoc/>
    public override Solver<WeightedGraph, GraphAnswer> OpenSolver(Model? model, string name, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new GraphSolver(model, name, settings);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SourcedInstance> HeldOut()
    {
        GraphKind[] kinds = Enum.GetValues<GraphKind>();
        Settings settings = Tasks.Settings.Default.With(GraphSettings.Nodes, HeldOutNodes);
        return
        [
            .. Enumerable.Range(0, HeldOutGraphs).Select(i => new SourcedInstance(
                GraphGenerator.Make(
                    HeldOutSeed, (ulong)i,
                    settings.With(GraphSettings.Kind, kinds[i % kinds.Length]).With(GraphSettings.Directed, i % 2 == 0).With(GraphSettings.Loose, i % 4 >= 2)),
                "held-out graphs")),
        ];
    }

    /// <inheritdoc/>
    internal override Func<IInstance, AnswerProof> Proofs => _ => new GraphProof();

    /// <inheritdoc/>
    protected override void Show(TextWriter output, WeightedGraph instance, TextColours colours) => GraphFile.Write(output, instance);

    /// <inheritdoc/>
    protected override void WriteJson(Utf8JsonWriter json, WeightedGraph instance)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(instance);
        json.WriteBoolean("directed", instance.Directed);
        json.WriteString("source", instance.Names[instance.Source]);
        JsonText.WriteStrings(json, "nodes", instance.Names.ToArray());
        JsonText.WriteStrings(json, "targets", instance.Targets.ToArray().Select(target => instance.Names[target]));
        json.WriteStartArray("edges");
        foreach (GraphEdge edge in instance.Edges)
        {
            json.WriteStartArray();
            json.WriteStringValue(instance.Names[edge.From]);
            json.WriteStringValue(instance.Names[edge.To]);
            json.WriteRawValue(instance.Write(edge.Weight));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <inheritdoc/>
    protected override Problem Encode(WeightedGraph instance, string source, Model model)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return GraphWave.Refusal(instance) is { } refusal
            ? throw new InstanceFormatException(source, instance.Line, string.Empty, refusal)
            : GraphWave.Encode(instance).Problem;
    }
}
