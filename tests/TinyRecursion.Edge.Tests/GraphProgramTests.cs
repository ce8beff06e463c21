using System.Globalization;
using TinyRecursion.Edge;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Graphs;
using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>The shipped rule of graphs as a program finds the distances and paths that it finds here, in as many steps.</summary>
public sealed class GraphProgramTests(GraphProgram program) : IClassFixture<GraphProgram>
{
    private const int Steps = 9;
    private static readonly IntegerRule Rule = QuantisedModels.RuleOf(QuantisedModels.Graphs);
    private static readonly Settings[] Kinds =
    [
        QuantisedModels.GraphsOf(12, 4).With(GraphSettings.Targets, 3),
        QuantisedModels.GraphsOf(20, 9).With(GraphSettings.EdgesPerNode, 1.5f).With(GraphSettings.Loose, true).With(GraphSettings.Targets, 5),
        QuantisedModels.GraphsOf(16, 5).With(GraphSettings.Directed, true),
        QuantisedModels.GraphsOf(20, 6).With(GraphSettings.Kind, GraphKind.Grid).With(GraphSettings.Targets, 2),
        QuantisedModels.GraphsOf(20, 3).With(GraphSettings.Kind, GraphKind.Star).With(GraphSettings.Directed, true).With(GraphSettings.Targets, 4),
        QuantisedModels.GraphsOf(10, 20).With(GraphSettings.Kind, GraphKind.Path),
        Settings.Default.With(GraphSettings.Nodes, 1),
    ];

    private static readonly string Text = QuantisedModels.Sample("roads.txt") + "\n" + string.Concat(Kinds.Select((kind, i) => Write(GraphGenerator.Make(8, (ulong)i, kind)) + "---\n"));

    [Fact]
    public void Digests_are_the_same() => Assert.Equal(Read(Text).Select(Digest), program.Compiled.Lines(Text, "--digest", $"{Steps}"));

    [Fact]
    public void Distances_paths_and_steps_are_the_same()
    {
        string[] answers = program.Compiled.Lines(Text);

        Assert.Equal(Read(Text).Select(graph => Answer(graph, int.MaxValue)), answers);
        Assert.Contains(answers, answer => answer.Contains("unreachable", StringComparison.Ordinal));
        Assert.Equal("Eich 29: Amberg Clausen Birken Dorn Eich; Hafen 45: Amberg Clausen Birken Dorn Eich Hafen; Insel unreachable  141 steps", answers[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(21)]
    public void A_run_ends_after_the_steps_that_it_is_given(int steps)
    {
        ProcessResult result = program.Compiled.Run(Text, "--steps", $"{steps}");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(Read(Text).Select(graph => Answer(graph, steps)), result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [ClassData(typeof(Compilers))]
    public void Every_compiler_gives_the_same_bytes(string compiler, string options)
    {
        using var compiled = new CompiledProgram(program.Files, compiler, options);

        Assert.Equal(Read(Text).Select(Digest), compiled.Lines(Text, "--digest", $"{Steps}"));
        Assert.Equal(Read(Text).Select(graph => Answer(graph, 50)), compiled.Lines(Text, "--steps", "50"));
    }

    [Theory]
    [InlineData("source a\na b 2\nb a 1\na a 0.5\na b 3\nb c 1.5")]
    [InlineData("directed\ntarget b c b # a comment\n  # another\nsource a\na b 2\nb a 1\nc b 1")]
    [InlineData("\uFEFF source a\r\n a\tb 0.000010 \r\nb c 0.00001\r\n")]
    [InlineData("source a\na b 100000000000000\nb c 300000000000000")]
    [InlineData("source a\na b 0.05\na c 2.5\na d 3.05\n   \n---\n\nsource x\ntarget x\nx y\n")]
    [InlineData("source \u00fc\ntarget \u4e2d\n\u00fc \u4e2d 3")]
    public void Odd_graphs_come_out_as_here(string text)
    {
        WeightedGraph[] graphs = [.. Read(text.TrimStart('\uFEFF'))];
        Assert.Equal(graphs.Select(graph => Answer(graph, int.MaxValue)), program.Compiled.Lines(text));
        Assert.Equal(graphs.Select(Digest), program.Compiled.Lines(text, "--digest", $"{Steps}"));
    }

    [Theory]
    [InlineData("", "line 1: there is no graph")]
    [InlineData("# nothing\n---\n", "line 1: there is no graph")]
    [InlineData("a b\n", "line 1: the graph has no source: add a line 'source NAME'")]
    [InlineData("\ndirected yes\n", "line 2: column 10: nothing follows 'directed'")]
    [InlineData("source a\na b\nundirected\n", "line 3: column 1: 'undirected' stands before the first edge of its graph")]
    [InlineData("directed\nundirected\n", "line 2: column 1: the graph has said already whether it is directed")]
    [InlineData("source a\nsource b\n", "line 2: column 1: a second source (the first is in line 1): separate graphs by a blank line")]
    [InlineData("source a b\n", "line 1: column 10: 'source' takes one node")]
    [InlineData("source\n", "line 1: column 1: 'source' needs the name of a node")]
    [InlineData("target # none\n", "line 1: column 1: 'target' needs the name of a node")]
    [InlineData("node\n", "line 1: column 1: 'node' needs the name of a node")]
    [InlineData("source a\na\n", "line 2: column 1: 'a' alone: an edge is 'NODE NODE' or 'NODE NODE WEIGHT'")]
    [InlineData("source a\na b 1 2\n", "line 2: column 7: '2' is one word too many: an edge is 'NODE NODE WEIGHT'")]
    [InlineData("source a\n\u00fc\u00fc b x\n", "line 2: column 6: 'x' is not a weight: digits, perhaps a point and decimals")]
    [InlineData("source a\na b -\n", "line 2: column 5: '-' is not a weight: digits, perhaps a point and decimals")]
    [InlineData("source a\na b 1.2.3\n", "line 2: column 5: '1.2.3' is not a weight: digits, perhaps a point and decimals")]
    [InlineData("source a\na b -2\n", "line 2: column 5: '-2' is a negative weight: shortest paths need weights of at least 0")]
    [InlineData("source a\na source 1\n", "line 2: column 3: the name of a node is 'source', a word of the format")]
    [InlineData("source a\nnode a\n--- x 5\n\nsource b\nnode b", "line 3: column 1: the name of a node is '---', a word of the format")]
    [InlineData("source a\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx b\n", "line 2: column 1: the name of a node is longer than 64 characters")]
    [InlineData("source a\nb c\n", "line 1: column 8: 'a' is on no edge: check the name, or declare it with 'node a'")]
    [InlineData("source a\ntarget b c\na b\n", "line 2: column 10: 'c' is on no edge: check the name, or declare it with 'node c'")]
    [InlineData("source a\na b 0.000001\na c 900000000000000\nb d 900000000000000\n", "line 3: the weights of the graph add up to more than can be counted exactly")]
    public void Malformed_input_is_named_as_here(string input, string message)
    {
        ProcessResult result = program.Compiled.Run(input);

        Assert.Equal((2, $"graphs: {message}\n"), (result.ExitCode, result.Errors));
        string here = Assert.Throws<InstanceFormatException>(() => Read(input).Count()).Message;
        // Here more is understood, and said to be.
        Assert.StartsWith(message.Contains("there is no graph", StringComparison.Ordinal) ? "input: holds no graph" : $"input: {message}", here, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("source a\na b .5\n", "line 2: column 5: '.5' is not a weight: digits, perhaps a point and decimals")]
    [InlineData("source a\na b 5.\n", "line 2: column 5: '5.' is not a weight: digits, perhaps a point and decimals")]
    [InlineData("source a\na b 1234567890123456\n", "line 2: column 5: '1234567890123456' has more than 15 digits")]
    [InlineData("source a\na b 0.1234567\n", "line 2: column 5: '0.1234567' has more than 6 decimals")]
    public void Weights_are_digits_and_decimals_alone(string input, string message)
    {
        ProcessResult result = program.Compiled.Run(input);

        Assert.Equal((2, $"graphs: {message}\n"), (result.ExitCode, result.Errors));
        Assert.Single(Read(input));
    }

    [Fact]
    public void A_graph_larger_than_the_program_was_made_for_is_refused()
    {
        string star = string.Concat(Enumerable.Range(1, 20).Select(i => $"a {i}\n"));
        string full = string.Concat(from i in Enumerable.Range(0, 20) from j in Enumerable.Range(0, i) select $"{i} {j}\n");
        string parallel = string.Concat(Enumerable.Repeat("0 1\n", 201));

        Assert.Equal("graphs: line 21: the graph has more than 20 nodes, which this program was made for\n", program.Compiled.Run("source a\n" + star).Errors);
        Assert.Equal("graphs: line 1: the graph has more than 80 arcs besides its 20 nodes, which this program was made for\n", program.Compiled.Run("source 0\n" + full).Errors);
        Assert.Equal("graphs: line 202: the graph has more than 200 edges, which this program was made for\n", program.Compiled.Run("source 0\n" + parallel).Errors);
        Assert.Equal("graphs: line 1: the rule needs 5055 cells, one for each unit of length, this program was made for 500\n", program.Compiled.Run("source a\na b 12.5\nb c 240.1\n").Errors);
        Assert.Equal("graphs: line 1: a weight is 0, but the rule moves by one unit of length a step\n", program.Compiled.Run("source a\na b 4\na b 0\n").Errors);
        Assert.Equal("graphs: line 1: column 4097: the line is too long\n", program.Compiled.Run(new string('a', 5000)).Errors);
        Assert.Equal("graphs: line 1: column 48: more than 20 targets, which this program was made for\n", program.Compiled.Run("target" + string.Concat(Enumerable.Repeat(" a", 21))).Errors);
    }

    private static IEnumerable<WeightedGraph> Read(string text) => GraphFile.Read(new StringReader(text), "input");

    private static string Write(WeightedGraph graph)
    {
        var text = new StringWriter { NewLine = "\n" };
        GraphFile.Write(text, graph);
        return text.ToString();
    }

    private static string Digest(WeightedGraph graph) =>
        IntegerDigest.Of(Rule, GraphWave.Encode(graph).Problem, Steps).ToString("x16", CultureInfo.InvariantCulture);

    private static string Answer(WeightedGraph graph, int steps)
    {
        using Solver<WeightedGraph, GraphAnswer> solver = new GraphTask().OpenSolver(
            QuantisedModels.Graphs, "integers", Settings.Default.With(GraphSettings.MaximumSteps, steps));
        GraphAnswer answer = solver.Solve(graph);
        IEnumerable<string> nodes = answer.Asked().Select(asked => answer.Distances[asked.Node] < 0
            ? $"{graph.Names[asked.Node]} unreachable"
            : $"{graph.Names[asked.Node]} {graph.Write(answer.Distances[asked.Node])}" + (asked.Path is null ? string.Empty : PathText(graph, asked.Path)));
        return answer.IsSolved ? $"{string.Join("; ", nodes)}  {answer.Steps} steps" : $"unsolved line {graph.Line}: not in so many steps";
    }

    private static string PathText(WeightedGraph graph, IReadOnlyList<int> path) => $": {string.Join(' ', path.Select(node => graph.Names[node]))}";
}
