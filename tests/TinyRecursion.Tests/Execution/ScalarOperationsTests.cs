using TinyRecursion.Execution;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>The scalar oracle against numbers worked out by hand from the definitions of the operations.</summary>
public class ScalarOperationsTests
{
    private static readonly GroupRelation Rows = new("row", 3, [[0, 1], [1, 1, 0], [1]]);

    [Fact]
    public void Embed_takes_the_last_row_for_larger_features()
    {
        var problem = new Problem(new Topology(3), 2, [9, 0, 9, 1, 9, 7]);

        Matrix<double> y = CommonOperations<double>.Embed(problem, 1, new Matrix<double>(2, 2, [1, 2, 3, 4]));

        Assert.Equal([1, 2, 3, 4, 3, 4], y.Values);
    }

    [Fact]
    public void Linear_multiplies_rows_by_columns_and_adds_the_bias()
    {
        var x = new Matrix<double>(2, 2, [1, 2, 3, 4]);
        var weight = new Matrix<double>(2, 3, [1, 10, 100, 2, 20, 200]);

        Assert.Equal([5, 50, 500, 11, 110, 1100], ScalarOperations<double>.Linear(x, weight, null).Values);
        Assert.Equal(
            [6, 52, 503, 12, 112, 1103], ScalarOperations<double>.Linear(x, weight, new Matrix<double>(1, 3, [1, 2, 3])).Values);
    }

    [Fact]
    public void RmsNorm_makes_the_mean_square_one()
    {
        Matrix<double> y = ScalarOperations<double>.RmsNorm(new Matrix<double>(2, 2, [3, 4, 0, 0]), 1e-6f);

        // sqrt((9 + 16) / 2) = 3.5355...
        Assert.Equal(3 / 3.5355339, y[0, 0], 6);
        Assert.Equal(4 / 3.5355339, y[0, 1], 6);
        Assert.Equal([0, 0], y.Values[2..]);
    }

    [Fact]
    public void EmbedSlot_lays_wide_rows_out_over_cells_and_gives_zeros_for_none()
    {
        var problem = new Problem(new Topology(6), 1, [0, 1, 2, 3, 4, 9]);

        // Rows of three entries in cells of two: the second part is padded with a zero.
        Matrix<double> y = CommonOperations<double>.EmbedSlot(problem, 0, new Matrix<double>(2, 3, [1, 2, 3, 4, 5, 6]), 2);

        Assert.Equal([0, 0, 1, 2, 3, 0, 4, 5, 6, 0, 6, 0], y.Values);
    }

    [Fact]
    public void Rotary_turns_pairs_of_entries_by_angles_that_grow_with_the_row()
    {
        Matrix<double> y = ScalarOperations<double>.Rotary(new Matrix<double>(2, 4, [1, 2, 3, 4, 1, 0, 0, 1]), 1, 100f);

        Assert.Equal([1, 2, 3, 4], y.Values[..4]);
        // Entries 0 and 2 turn by 1, entries 1 and 3 by 100^(-1/2).
        double[] expected = [Math.Cos(1), -Math.Sin(0.1), Math.Sin(1), Math.Cos(0.1)];
        Assert.All(expected.Index(), entry => Assert.Equal(entry.Item, y[1, entry.Index], 6));
    }

    [Fact]
    public void Attention_hears_every_row_by_the_softmax_of_its_products()
    {
        var q = new Matrix<double>(2, 2, [2, 0, 0, 0]);
        var k = new Matrix<double>(2, 2, [1, 5, 0, 5]);
        var v = new Matrix<double>(2, 2, [1, 10, 3, 30]);

        // Two heads of width one. In the first, the first row's products are 2 and 0; all other products are equal.
        Matrix<double> y = ScalarOperations<double>.Attention(q, k, v, 2);

        double first = Math.Exp(2) / (Math.Exp(2) + 1);
        Assert.Equal(first + (3 * (1 - first)), y[0, 0], 12);
        Assert.Equal(20, y[0, 1], 12);
        Assert.Equal([2, 20], y.Values[2..]);
    }

    [Fact]
    public void Transpose_and_scale_are_what_they_say()
    {
        var x = new Matrix<double>(2, 3, [1, 2, 3, 4, 5, 6]);

        Assert.Equal([1, 4, 2, 5, 3, 6], CommonOperations<double>.Transpose(x).Values);
        Assert.Equal([-2, -4, -6, -8, -10, -12], ScalarOperations<double>.Scale(x, -2f).Values);
    }

    [Fact]
    public void Activations_are_applied_to_every_entry()
    {
        var x = new Matrix<double>(1, 3, [-1, 0, 2]);

        Assert.Equal([0, 0, 2], CommonOperations<double>.Relu(x).Values);
        Matrix<double> y = ScalarOperations<double>.Silu(x);
        Assert.Equal(-0.26894142137, y[0, 0], 10);
        Assert.Equal(0, y[0, 1]);
        Assert.Equal(1.76159415596, y[0, 2], 10);
    }

    [Fact]
    public void Sums_and_products_are_taken_entry_by_entry()
    {
        var x = new Matrix<double>(1, 2, [2, 3]);
        var y = new Matrix<double>(1, 2, [5, 7]);

        Assert.Equal([9, 13], ScalarOperations<double>.Add([x, y, x]).Values);
        Assert.Equal([10, 21], ScalarOperations<double>.Multiply(x, y).Values);
    }

    [Fact]
    public void Pool_puts_the_mean_before_the_maximum_and_counts_repeated_members()
    {
        Matrix<double> y = ScalarOperations<double>.Pool(new Matrix<double>(3, 2, [1, -8, 4, -2, 99, 99]), Rows);

        Assert.Equal([2.5, -5, 4, -2, 3, -4, 4, -2, 4, -2, 4, -2], y.Values);
    }

    [Fact]
    public void Maximum_is_the_right_half_of_pool()
    {
        Matrix<double> y = CommonOperations<double>.Maximum(new Matrix<double>(3, 2, [1, -8, 4, -2, 99, 99]), Rows);

        Assert.Equal([4, -2, 4, -2, 4, -2], y.Values);
    }

    [Fact]
    public void Spread_adds_up_the_groups_of_each_cell()
    {
        Matrix<double> y = ScalarOperations<double>.Spread(new Matrix<double>(3, 1, [1, 10, 100]), Rows);

        // Cell 1 is in the second group twice, cell 2 in none.
        Assert.Equal([11, 121, 0], y.Values);
    }

    [Fact]
    public void Snap_puts_one_at_the_first_of_the_largest_entries_above_zero()
    {
        double[] values =
        [
            1, 3, 2, -1, 0, -2,
            5, 5, 1, double.NaN, 1, double.PositiveInfinity,
            0, -0.0, 0, double.NaN, double.NaN, double.NaN,
        ];

        double[] symbols = CommonOperations<double>.Snap(new Matrix<double>(3, 6, values), 3, 1).Values;

        Assert.Equal([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0], symbols);
    }

    [Fact]
    public void Gather_leaves_zeros_for_missing_neighbours()
    {
        var near = new NeighbourRelation("near", 2, 3, [1, NeighbourRelation.None, 0, NeighbourRelation.None, 1, 1]);

        Matrix<double> y = CommonOperations<double>.Gather(new Matrix<double>(2, 2, [1, 2, 3, 4]), near);

        Assert.Equal([3, 4, 0, 0, 1, 2, 0, 0, 3, 4, 3, 4], y.Values);
    }

    [Fact]
    public void A_step_is_repeated_on_its_own_state_and_read_out()
    {
        var b = new RuleGraphBuilder(stateWidth: 1, featureColumns: 0);
        int next = b.Linear(b.State(), 1, "step", bias: true);
        RuleGraph graph = b.Build(next, b.Linear(next, 1, "readout", bias: false));
        var oracle = new ScalarOracle<double>(graph, [2, 1, 100]);
        var problem = new Problem(new Topology(1), 0, []);

        var start = new Matrix<double>(1, 1, [5]);
        Matrix<double> state = oracle.Step(problem, oracle.Step(problem, oracle.Step(problem, start)));

        // 5 → 11 → 23 → 47.
        Assert.Equal([47], state.Values);
        Assert.Equal([4700], oracle.Readout(state).Values);
        Assert.Equal([500], oracle.Readout(start).Values);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        SampleCase sample = OperationSamples.Draw("State", seed: 2, maximumWidth: 16);
        var oracle = new ScalarOracle<float>(sample.Graph, sample.Parameters);

        Assert.Throws<ArgumentException>(() => new ScalarOracle<float>(sample.Graph, new float[1]));
        Assert.Throws<ArgumentException>(() => oracle.Step(sample.Problem, new Matrix<float>(1, 999)));
        Assert.Throws<ArgumentException>(() => oracle.Step(new Problem(new Topology(0), 0, []), new Matrix<float>(0, 0)));
        Assert.Throws<ArgumentException>(() => new Matrix<float>(2, 2, [1, 2, 3]));
    }
}
