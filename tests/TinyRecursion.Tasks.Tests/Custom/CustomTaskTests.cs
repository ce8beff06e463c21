using CsCheck;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Cells;
using TinyRecursion.Tasks.Custom;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Custom;

/// <summary>Shape, encoding, checker, solver and the worked example.</summary>
public class CustomTaskTests
{
    private static readonly CustomTask Task = new();

    [Fact]
    public void A_rule_remembers_the_shape_it_was_built_from() => CustomSamples.Any.Sample(instance =>
    {
        var shape = CustomShape.Of([new SourcedInstance(instance, "f")]);
        var read = CustomShape.Of(shape.ToRule(16, 16, 16));

        Assert.Equal(["height", "known"], read.Inputs);
        Assert.Equal(["line"], read.Groups);
        Assert.Equal([new NeighbourShape("next", 1), new NeighbourShape("sides", 3)], read.Neighbours);
        Assert.Equal((shape.InputValues, shape.Classes), (read.InputValues, read.Classes));
        read.Require(instance, "f");
    });

    [Fact]
    public void Known_classes_and_inputs_are_features_and_relations_are_as_given() => CustomSamples.Any.Sample(instance =>
    {
        Problem problem = CustomEncoding.Encode(instance, CustomShape.Of([new SourcedInstance(instance, "f")]));
        for (int cell = 0; cell < instance.Cells; cell++)
        {
            Assert.Equal(instance.Inputs["height"][cell], problem.Features[2 * cell]);
            Assert.Equal(instance.Known![cell] + 1, problem.Features[(2 * cell) + 1]);
            Assert.Equal(instance.Neighbours["sides"][cell], problem.Topology.Neighbours("sides").NeighboursOf(cell).ToArray());
        }

        Assert.Equal(instance.Groups["line"].Length, problem.Topology.Groups("line").GroupCount);
    });

    [Fact]
    public void Known_cells_keep_their_class_and_others_take_the_best_score()
    {
        var instance = new CustomInstance(3) { Known = [1, -1, -1], Asked = [1, 2] };
        int[] classes = new int[3];

        CellDecoding.Decode([9f, 0f, 1f, 2f, float.NaN, 0.5f], instance.Known, classes);

        Assert.Equal([1, 1, 1], classes);
    }

    [Theory]
    [InlineData("{\"cells\":1,\"groups\":{\"g\":[[0]]}}", "f: line 1: labels: no cell that is asked for has a label to learn from")]
    [InlineData("{\"cells\":2,\"groups\":{\"g\":[[0]]},\"asked\":[0],\"labels\":[null,1]}", "f: line 1: labels: no cell that is asked for has a label to learn from")]
    [InlineData("{\"cells\":1,\"labels\":[0]}", "f: line 1: no groups and no neighbours: cells that see nothing of each other have nothing to repeat")]
    [InlineData("{\"cells\":1,\"groups\":{\"g\":[[0]]},\"labels\":[0]}\n{\"cells\":1,\"groups\":{\"h\":[[0]]},\"labels\":[0]}", "f: line 2: groups.h: the task has no such name")]
    [InlineData("{\"cells\":1,\"groups\":{\"g\":[[0]]},\"labels\":[0]}\n{\"cells\":1,\"labels\":[0]}", "f: line 2: groups.g: is missing")]
    [InlineData("{\"cells\":1,\"neighbours\":{\"n\":[0]},\"labels\":[0]}\n{\"cells\":1,\"neighbours\":{\"n\":[[0,0]]},\"labels\":[0]}", "f: line 2: neighbours.n: 2 neighbours a cell, expected 1")]
    [InlineData("{\"cells\":1,\"groups\":{\"g\":[[0]]},\"labels\":[0]}\n{\"cells\":2,\"groups\":{\"g\":[[0]]},\"labels\":[0,1],\"known\":[0,null]}", "f: line 2: known: the task gives no classes")]
    public void Data_that_cannot_be_learned_from_is_said_with_its_place(string text, string message) => Assert.Equal(
        message,
        Assert.Throws<InstanceFormatException>(() => CustomShape.Of([.. CustomFile.Read(new StringReader(text), "f").Select(one => new SourcedInstance(one, "f"))])).Message);

    [Fact]
    public void Values_beyond_what_was_learned_are_refused_instead_of_guessed()
    {
        CustomInstance seen = One("{\"cells\":1,\"groups\":{\"g\":[[0]]},\"inputs\":{\"a\":[2]},\"labels\":[1]}");
        CustomInstance larger = One("{\"cells\":1,\"groups\":{\"g\":[[0]]},\"inputs\":{\"a\":[3]}}");

        string message = Assert.Throws<InstanceFormatException>(() => CustomShape.Of([new SourcedInstance(seen, "f")]).Require(larger, "g")).Message;

        Assert.Equal("g: line 1: inputs.a[0]: is 3, but the task's inputs end at 2", message);
    }

    [Fact]
    public void The_checker_names_the_groups_that_hold_a_class_twice_and_says_when_it_cannot_tell()
    {
        CustomInstance instance = One("{\"cells\":4,\"groups\":{\"row\":[[0,1],[2,3]],\"column\":[[0,2],[1,3]]},\"distinct\":[\"row\",\"column\"]}");

        Assert.Empty(CustomChecker.Check(instance, [0, 1, 1, 0])!);
        Assert.Equal(["column[1] holds class 1 twice", "row[1] holds class 1 twice"], CustomChecker.Check(instance, [0, 1, 1, 1]));
        Assert.Null(CustomChecker.Check(instance with { Distinct = [] }, [0, 0, 0, 0]));
    }

    [Fact]
    public void Latin_squares_have_their_completion_alone() => Gen.Select(Gen.ULong, Gen.Int[2, 5]).Sample(
        (seed, side) =>
        {
            CustomInstance instance = LatinSquares.Generate(seed, 1, side);
            Assert.Empty(CustomChecker.Check(instance, instance.Labels)!);
            Assert.Equal(CustomFile.ToLine(instance), CustomFile.ToLine(Assert.Single(CustomFile.Read(new StringReader(CustomFile.ToLine(instance)), "f"))));
            Assert.Equal(1, Completions([.. instance.Known!], side, 0));
        },
        iter: 50);

    [Fact]
    public void A_run_stops_when_the_checker_accepts_and_tries_other_starts_until_then()
    {
        // Two cells that see each other and must differ: of a rule of random weights some starts are right.
        CustomInstance instance = One("{\"cells\":2,\"groups\":{\"pair\":[[0,1]]},\"distinct\":[\"pair\"]}");
        Model model = RandomModel(new CustomShape([], 1, ["pair"], [], 2));
        int later = 0;
        for (ulong seed = 1; seed <= 16; seed++)
        {
            using Solver<CustomInstance, CellAnswer<CustomInstance>> solver = Task.OpenSolver(
                model, "m", Settings.Default.With(CellSettings.Restarts, 64).With(CellSettings.MaximumSteps, 1).With(StandardSettings.Seed, seed));

            CellAnswer<CustomInstance> answer = solver.Solve(instance), parallel = solver.Solve(instance, threads: 2);

            Assert.Equal((AnswerStatus.Solved, 1L, answer.Restart + 1L), (answer.Status, answer.Run, answer.TotalSteps));
            Assert.Equal((answer.Restart, answer.TotalSteps), (parallel.Restart, parallel.TotalSteps));
            Assert.Equal(answer.Classes, parallel.Classes);
            later += answer.Restart > 0 ? 1 : 0;
        }

        Assert.InRange(later, 1, 16);
    }

    [Fact]
    public void Where_nothing_says_when_an_answer_is_right_it_is_unchecked_and_further_starts_are_refused()
    {
        CustomInstance instance = One("{\"cells\":2,\"groups\":{\"pair\":[[0,1]]}}");
        Model model = RandomModel(new CustomShape([], 1, ["pair"], [], 2));
        using Solver<CustomInstance, CellAnswer<CustomInstance>> one = Task.Open(model),
            many = Task.OpenSolver(model, "m", Settings.Default.With(CellSettings.Restarts, 2));

        CellAnswer<CustomInstance> answer = one.Solve(instance);

        Assert.Equal((AnswerStatus.Unchecked, false, true), (answer.Status, answer.IsSolved, answer.IsAccepted));
        Assert.Null(answer.EqualsLabels);
        Assert.StartsWith(
            "f: line 1: --restarts needs instances whose answers can be checked",
            Assert.Throws<InstanceFormatException>(() => many.Require(instance, "f")).Message, StringComparison.Ordinal);
        Assert.Equal(
            "f: line 1: neither 'labels' nor 'distinct': nothing to measure by",
            Assert.Throws<InstanceFormatException>(() => Task.RequireMeasurable(instance, "f")).Message);
    }

    [Fact]
    public void An_answer_is_a_line_of_the_cells_that_are_asked_for()
    {
        CustomInstance instance = One("{\"cells\":3,\"groups\":{\"pair\":[[0,1,2]]},\"known\":[1,null,null],\"asked\":[2]}");
        using Solver<CustomInstance, CellAnswer<CustomInstance>> solver = Task.Open(RandomModel(CustomShape.Of([new SourcedInstance(instance with { Labels = [1, 0, 1] }, "f")])));
        using var output = new StringWriter();

        CellAnswer<CustomInstance> answer = solver.Solve(instance);
        answer.WriteText(output);

        Assert.Equal(1, answer.Classes[0]);
        Assert.Equal(
            $"{{\"line\":1,\"status\":\"unchecked\",\"steps\":{answer.Steps},\"asked\":[2],\"classes\":[{answer.Classes[2]}]}}",
            output.ToString().TrimEnd());
    }

    /// <summary>A rule of a shape with weights drawn at random.</summary>
    private static Model RandomModel(CustomShape shape)
    {
        RuleGraph graph = shape.ToRule(16, 16, 16);
        var random = new SeededRandom(3);
        return new Model("custom", graph, [.. Enumerable.Range(0, graph.ParameterCount).Select(_ => 0.5f * random.NextGaussian())], new Dictionary<string, string>());
    }

    private static CustomInstance One(string line) => Assert.Single(CustomFile.Read(new StringReader(line), "f"));

    private static int Completions(int[] square, int side, int cell)
    {
        if (cell == square.Length)
        {
            return 1;
        }

        if (square[cell] >= 0)
        {
            return Completions(square, side, cell + 1);
        }

        int found = 0;
        for (int symbol = 0; symbol < side; symbol++)
        {
            if (!Enumerable.Range(0, side).Any(i => square[(cell / side * side) + i] == symbol || square[(i * side) + (cell % side)] == symbol))
            {
                square[cell] = symbol;
                found += Completions(square, side, cell + 1);
                square[cell] = -1;
            }
        }

        return found;
    }
}
