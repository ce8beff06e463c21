using TinyRecursion.Assurance.Bounds;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Bounds;

/// <summary>Bounds of one cell that stands for all hold at every cell of problems drawn at random, step by step and for ever.</summary>
public class AnyProblemTests
{
    private const int Steps = 4;

    /// <summary>Groups of samples have up to seven members, and a cell may be in each of eleven of them as often.</summary>
    private static readonly StateBoundsOptions Any = new() { Steps = Steps, Start = 1, Groups = 80, Members = 8 };

    public static TheoryData<string> Operations => new(OperationKinds.Types.Select(type => type.Name).Except([nameof(Operation.Attention), nameof(Operation.Transpose)]));

    [Theory]
    [MemberData(nameof(Operations))]
    public void States_of_every_problem_stay_within(string operation)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            SampleCase sample = OperationSamples.Draw(operation, seed, maximumWidth: 16);
            var model = new Model("maze", sample.Graph, sample.Parameters, new Dictionary<string, string>());
            StateBounds bounds = StateBounder.Run(model, Any);
            using var weights = new FloatWeights(sample.Graph, sample.Parameters);
            using var session = new FloatSession(weights);
            Check(sample, session, bounds, seed);
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void States_in_integers_of_every_problem_stay_within(string operation)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            SampleCase sample = OperationSamples.Draw(operation, seed, maximumWidth: 16);
            IntegerRule rule = IntegerEscape.RuleOf(sample);
            var model = new Model("maze", sample.Graph, rule.Constants, new Dictionary<string, string>());
            StateBounds bounds = StateBounder.Run(model, Any);
            using IRuleSession session = rule.Open();
            Check(sample, session, bounds, seed);
        }
    }

    [Theory]
    [InlineData("maze", 4.0001)]
    [InlineData("sudoku", 6.929)]
    [InlineData("sat", 5.658)]
    [InlineData("tiles", 5.658)]
    [InlineData("sudoku4", 7.15)]
    [InlineData("graphs", 1)]
    public void No_entry_of_a_shipped_model_ever_leaves_its_box(string name, double most)
    {
        StateBounds bounds = StateBounder.Run(Shipped(name), new StateBoundsOptions { Steps = 1 });

        Assert.NotNull(bounds.Ever);
        (double low, double high) = StateBounds.Ends(bounds.Ever, bounds.Unit);
        Assert.InRange(high, 0.9, most);
        Assert.InRange(low, -most, 0);
    }

    [Fact]
    public void Entries_are_told_in_the_numbers_that_they_stand_for()
    {
        StateBounds bounds = StateBounder.Run(Shipped("sudoku4"), new StateBoundsOptions { Steps = 2, Start = 0.5 });

        Assert.Equal((2, 1, true), (bounds.StepCount, bounds.Cells, bounds.HasEver));
        Assert.Equal((-0.5, 0.5), bounds.EntryAfter(0, 0, 47));
        Assert.InRange(bounds.EntryAfter(2, 0, 0).Greatest, 1, bounds.EntryEver(0)!.Value.Greatest);
        Assert.Throws<ArgumentOutOfRangeException>(() => bounds.EntryAfter(3, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => bounds.EntryAfter(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => bounds.EntryEver(48));
        Assert.Throws<ArgumentOutOfRangeException>(() => StateBounder.Run(Shipped("maze"), new StateBoundsOptions { Start = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => StateBounder.Run(Shipped("maze"), new StateBoundsOptions { Symbols = 1 }));
    }

    [Fact]
    public void A_rule_that_grows_has_no_box()
    {
        var builder = new RuleGraphBuilder(2, 0);
        int next = builder.Scale(builder.State(), 1.01f);
        RuleGraph graph = builder.Build(next, builder.Linear(next, 1, "readout", bias: false));
        var model = new Model("maze", graph, new float[graph.ParameterCount], new Dictionary<string, string>());

        Assert.Null(StateBounder.Run(model, new StateBoundsOptions { Start = 1 }).Ever);
    }

    [Fact]
    public void A_rule_that_shrinks_has_one()
    {
        var builder = new RuleGraphBuilder(2, 0);
        int next = builder.Linear(builder.State(), 2, "shrink", bias: true);
        RuleGraph graph = builder.Build(next, builder.Linear(next, 1, "readout", bias: false));
        var model = new Model("maze", graph, [0.5f, 0.25f, -0.25f, 0.5f, 1f, 0f, 0f, 0f], new Dictionary<string, string>());

        StateBounds bounds = StateBounder.Run(model, new StateBoundsOptions { Start = 1 });

        // From intervals a, b: a = a/2 + b/4 + 1, b = a/4 + b/2, at the outer ends.
        (double low, double high) = StateBounds.Ends(bounds.Ever!, 1);
        Assert.InRange(high, 2, 3.5);
        Assert.InRange(low, -3.5, -0.5);
    }

    [Fact]
    public void A_rule_that_reads_all_cells_needs_an_instance()
    {
        SampleCase sample = OperationSamples.Draw(nameof(Operation.Attention), seed: 1, maximumWidth: 16);
        var model = new Model("maze", sample.Graph, sample.Parameters, new Dictionary<string, string>());

        ArgumentException error = Assert.Throws<ArgumentException>(() => StateBounder.Run(model, new StateBoundsOptions()));

        Assert.Contains("'attention' reads all cells", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, StateBounder.Run(model, new StateBoundsOptions { Steps = 2, Problem = sample.Problem, Symbols = 20 }).Steps.Count);
    }

    [Fact]
    public void Moves_of_the_maze_rule_rule_directions_out_for_ever()
    {
        SymbolMoves moves = SymbolMoves.Of(Shipped("maze-proved"), threads: 2)!;

        Assert.True(moves is { RulesOut: true, NothingComesBack: true, Symbols: 11 });
        // On a free cell: down stays down, or gets on the path; and what is on the path stays.
        Assert.Equal([1, 6], moves.Reachable(1, 1));
        Assert.Equal([6], moves.Reachable(1, 6));
    }

    [Fact]
    public void Moves_of_the_digit_rule_rule_nothing_out_and_other_rules_have_none()
    {
        SymbolMoves moves = SymbolMoves.Of(Shipped("arithmetic"))!;

        Assert.False(moves.RulesOut);
        Assert.False(moves.NothingComesBack);
        // The carry of 9 times 9 and two digits more is 8 or 9.
        Assert.Equal([8, 9], moves.Reachable(moves.Features.Count - 1, 3));
        Assert.All(["maze", "graphs", "sudoku4"], name => Assert.Null(SymbolMoves.Of(Shipped(name))));
    }

    private static Model Shipped(string name) => Model.Load(Path.Combine(AppContext.BaseDirectory, "models", name + ".safetensors"));

    private static void Check(SampleCase sample, IRuleSession session, StateBounds bounds, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        int width = sample.Graph.StateWidth;
        foreach (Problems.Problem problem in SampleContext.ProblemsLike(sample, seed, 16).Take(4).Prepend(sample.Problem))
        {
            var state = new float[problem.Cells * width];
            for (int i = 0; i < state.Length; i++)
            {
                state[i] = random.NextInt32(3) == 0 ? (random.NextInt32(2) == 0 ? 1f : -1f) : (2 * random.NextSingle()) - 1;
            }

            session.Bind(problem);
            session.SetState(state);
            for (int step = 1; step <= Steps; step++)
            {
                session.Step();
                session.CopyState(state);
                for (int cell = 0; cell < problem.Cells; cell++)
                {
                    double[] row = [.. state.AsSpan(cell * width, width).ToArray().Select(entry => entry / bounds.Unit)];
                    Assert.True(bounds.Steps[step].FirstOutside(row) < 0, $"seed {seed}, step {step}, cell {cell}");
                    Assert.True(bounds.Ever is null || bounds.Ever.FirstOutside(row) < 0, $"seed {seed}, step {step}, cell {cell}: outside for ever");
                }
            }
        }
    }
}
