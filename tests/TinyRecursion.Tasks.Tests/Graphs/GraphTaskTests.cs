using System.Text;
using System.Text.Json;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Graphs;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Graphs;

/// <summary>The task of graphs as the verbs see it.</summary>
public class GraphTaskTests
{
    private const string Roads = "source a\ntarget c d a\nnode d\na b 2.5\nb c 1\na c 9 # the long road\n\ndirected\nsource y\nx y\ny z 3\n";

    private static readonly GraphTask Task = new();

    private static List<SourcedInstance> Read(string text) =>
        [.. Task.ReadInstances(new StringReader(text), "f", Settings.Default).Select(graph => new SourcedInstance(graph, "f"))];

    [Theory]
    [InlineData(RuleKind.Neural)]
    [InlineData(RuleKind.Algorithmic)]
    public void Answers_are_distances_and_paths_in_text(RuleKind rules)
    {
        using Solver solver = Task.Open(Shipped.Graphs, "m", Settings.Default.With(GraphSettings.Rules, rules));
        using var output = new StringWriter();
        foreach (SourcedInstance one in Read(Roads))
        {
            solver.Solve(one.Instance, trace: null).WriteText(output);
        }

        string[] lines = output.ToString().Split('\n');
        Assert.StartsWith("line 1: 4 nodes, source a, ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["c 3.5: a b c", "d unreachable", "a 0: a"], lines[1..4]);
        Assert.StartsWith("line 8: 3 nodes, source y, ", lines[4], StringComparison.Ordinal);
        Assert.Equal(["x unreachable", "y 0", "z 3", string.Empty], lines[5..]);
        Assert.Equal(rules == RuleKind.Neural, Task.NeedsModel(Settings.Default.With(GraphSettings.Rules, rules)));
    }

    [Fact]
    public void Answers_are_fields_in_JSON()
    {
        using Solver solver = Task.Open(Shipped.Graphs);
        using JsonDocument json = Json(writer => solver.Solve(Read(Roads)[0].Instance, trace: null).WriteJson(writer));

        Assert.Equal(
            ["directed", "nodes", "edges", "source", "cells", "answers", "reasons"], json.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            """[{"node":"c","reachable":true,"distance":3.5,"path":["a","b","c"]},{"node":"d","reachable":false},{"node":"a","reachable":true,"distance":0,"path":["a"]}]""",
            json.RootElement.GetProperty("answers").GetRawText());
        using JsonDocument instance = Json(writer => Task.WriteJson(writer, Read(Roads)[1].Instance));
        Assert.Equal("""{"directed":true,"source":"y","nodes":["x","y","z"],"targets":[],"edges":[["x","y",1],["y","z",3]]}""", instance.RootElement.GetRawText());
    }

    [Fact]
    public void Metrics_count_nodes_not_graphs()
    {
        // Three steps reach a and nothing else of the first graph; the other has no edges.
        using Solver solver = Task.Open(Shipped.Graphs, "m", Settings.Default.With(GraphSettings.MaximumSteps, 3));
        var evaluation = Evaluation.Run(solver, Read("source a\na b 9\nb c 2\n\nsource d\nnode d\n"), threads: 2);

        Assert.Equal(1, evaluation.Solved);
        Assert.Equal(0.5, evaluation[Task.MainMetric]);
        Assert.Equal(0.5, evaluation[GraphAnswer.Reachability]);
        Dictionary<string, double> values = evaluation.Metrics.ToDictionary(value => value.Metric.Key, value => value.Value);
        Assert.Equal((0.5, 2, 0.5), (values["solvedShare"], values["nodesMean"], values["nodesShare"]));
        Assert.Equal((3 + (2 * (9 + 2)) + 1) / 2.0, values["cellsMean"]);
        Assert.Equal(3, values["stepsMax"]);
    }

    [Fact]
    public void A_graph_that_the_wave_cannot_run_on_is_refused_before_the_run()
    {
        SourcedInstance zero = Read("\nsource a\na b 0\n")[0];
        using Solver neural = Task.Open(Shipped.Graphs, "m", Settings.Default.With(GraphSettings.Rules, RuleKind.Neural)), algorithmic = Task.Open(null);

        const string Problem = "f: line 2: a weight is 0, but the learned rule moves by one unit of length a step";
        Assert.Equal(Problem + ": use --rules algorithmic", Assert.Throws<InstanceFormatException>(() => neural.Require(zero.Instance, "f")).Message);
        Assert.Equal(Problem, Assert.Throws<InstanceFormatException>(() => Task.Encode(zero.Instance, "f", Shipped.Graphs)).Message);
        algorithmic.Require(zero.Instance, "f");
        Assert.Equal(GraphWave.Encode((WeightedGraph)Read(Roads)[0].Instance).Problem.Cells, Task.Encode(Read(Roads)[0].Instance, "f", Shipped.Graphs).Cells);
    }

    [Fact]
    public void A_trace_receives_every_step_of_either_rule_and_changes_no_answer()
    {
        WeightedGraph graph = GraphGenerator.Make(2, 0, Settings.Default);
        foreach (Model? model in (Model?[])[Shipped.Graphs, null])
        {
            using Solver<WeightedGraph, GraphAnswer> solver = Task.Open(model);
            var trace = new Counting();

            GraphAnswer answer = solver.Solve(graph, trace: trace);

            Assert.Equal(Enumerable.Range(1, (int)answer.Steps).Select(step => (long)step), trace.Steps);
            Assert.Equal(solver.Solve(graph).Distances, answer.Distances);
        }
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        WeightedGraph graph = GraphGenerator.Make(2, 0, Settings.Default.With(GraphSettings.Kind, GraphKind.Path).With(GraphSettings.Nodes, 100));
        using Solver<WeightedGraph, GraphAnswer> solver = Task.Open(Shipped.Graphs);
        var trace = new Metering();

        Assert.True(solver.Solve(graph, trace: trace).Steps > 100);
        Assert.Equal(0, trace.Last - trace.First);
    }

    [Fact]
    public void A_run_ends_as_soon_as_every_node_is_reached()
    {
        using Solver<WeightedGraph, GraphAnswer> solver = Task.Open(Shipped.Graphs);

        Assert.Equal(8, solver.Solve((WeightedGraph)Read("source a\na b 3\nb c 4\n")[0].Instance).Steps);
    }

    [Fact]
    public void Graphs_are_written_with_a_blank_line_between_and_read_back()
    {
        IInstance[] made = [Task.Generator.Generate(1, 0, Settings.Default), Task.Generator.Generate(1, 1, Settings.Default)];
        using var output = new StringWriter();
        Task.Generator.Write(output, made, Settings.Default);

        Assert.Equal(made.Select(graph => ((WeightedGraph)graph).Edges.Length), Read(output.ToString()).Select(one => ((WeightedGraph)one.Instance).Edges.Length));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Equal("--nodes must be 1 to 200000, not 0", Refused(() => Settings.Default.With(GraphSettings.Nodes, 0)));
        Assert.Equal("--nodes must be 2 to 1000, not 1", Refused(() => Settings.Default.With(GraphSettings.TrainingNodes, 1)));
        Assert.Equal("--max-steps must be at least 1, not 0", Refused(() => Settings.Default.With(GraphSettings.MaximumSteps, 0)));
        Assert.Equal("--message must be a multiple of 16, not 17", Refused(() => Settings.Default.With(GraphSettings.Message, 17)));
        Assert.Equal(
            "--targets must be 0 to 5, the number of nodes, not 6",
            Refused(() => Task.Generator.Generate(1, 0, Settings.Default.With(GraphSettings.Nodes, 5).With(GraphSettings.Targets, 6))));

        static string Refused(Action action) => Assert.Throws<SettingException>(action).Message;
    }

    [Fact]
    public void Training_makes_examples_of_its_own_and_validates_on_held_out_graphs()
    {
        var training = (GradientTraining)Assert.Single(Task.Training);
        TrainingPlan fresh = training.Plan(new TrainingData(), Settings.Default);
        TrainingPlan further = training.Plan(new TrainingData { Start = Shipped.Graphs }, Settings.Default);

        Assert.Equal("graphs, generated, at most 20 nodes, weights of at most 4", fresh.Source.Identity);
        Assert.Equal(fresh.Source.Create(9, 0).Problem.Features.ToArray(), fresh.Source.Create(9, 0).Problem.Features.ToArray());
        Assert.Null(fresh.Start);
        Assert.Equal(Shipped.Graphs.Parameters.ToArray(), further.Start!);
        Assert.Equal(20, Task.HeldOut().Count);
        Assert.Equal(1, further.Validate!(Shipped.Graphs, 2, TestContext.Current.CancellationToken));
        Assert.Throws<ModelFormatException>(() => training.Plan(new TrainingData { Start = Shipped.Formulas }, Settings.Default));
    }

    private static JsonDocument Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <summary>Notes the bytes that the thread has allocated by the second step and by the last.</summary>
    private sealed class Metering : ITrace
    {
        public long First { get; private set; }

        public long Last { get; private set; }

        public void Record(ITracedStep step)
        {
            Last = GC.GetAllocatedBytesForCurrentThread();
            First = step.Number == 2 ? Last : First;
        }
    }

    private sealed class Counting : ITrace
    {
        public List<long> Steps { get; } = [];

        public void Record(ITracedStep step) => Steps.Add(step.Number);
    }
}
