using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Problems;
using Xunit;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>Operations in integers, worked out by hand.</summary>
public class IntegerOperationsTests
{
    private static readonly GroupRelation Groups = new("row", 3, [[0, 1], [1, 2], [2]]);

    [Fact]
    public void A_linear_map_sums_shifts_multiplies_and_adds()
    {
        var map = new IntegerLinear(3, 2, [1, -127, 2, 0, 3, 5], [1, 2], [32767, 16384], [10, -7]);

        Matrix<short> y = IntegerOperations.Linear(Row(1000, -41, 2), map);

        // 1000 - 82 + 6 = 924, halved 462; -127000 + 10 = -126990, a quarter -31747.5, which is -31747, halved -15873.5, which is -15873.
        Assert.Equal([462 + 10, -15873 - 7], y.Values);
    }

    [Fact]
    public void A_linear_map_is_cut_to_16_bits_before_and_after_its_bias()
    {
        var map = new IntegerLinear(1, 2, [100, -100], [0, 0], [16384, 32767], [1, -32768]);

        Assert.Equal([16385, -32768], IntegerOperations.Linear(Row(10000), map).Values);
        Assert.Equal([1, -32768], IntegerOperations.Linear(Row(0), map).Values);
    }

    [Fact]
    public void A_normalised_row_has_a_mean_square_of_one()
    {
        IntegerNorm norm = IntegerNorm.Of(width: 2, epsilon: 1e-9f, input: 0, output: 12);

        // The root of two in units of 2^-12 is 5792.6; 3 and 4 over 5 times that.
        Assert.Equal([3476, 4634], IntegerOperations.RmsNorm(Row(3, 4), norm).Values);
        Assert.Equal([3476, -4634], IntegerOperations.RmsNorm(Row(3000, -4000), norm).Values);
        Assert.Equal([0, 0], IntegerOperations.RmsNorm(Row(0, 0), norm).Values);
        Assert.Equal([0, 0], IntegerOperations.RmsNorm(Row(0, 0), norm with { Offset = 12 }).Values);
        // An offset of 144 beside 25: 3 and 4 over 13.
        Assert.Equal([1337, 1782], IntegerOperations.RmsNorm(Row(3, 4), norm with { Offset = 144 }).Values);
    }

    [Theory]
    [InlineData(0, 1e-3)]
    [InlineData(8, 4e-4)]
    [InlineData(12, 4e-4)]
    [InlineData(14, 4e-4)]
    public void Silu_is_near_and_less_so_where_a_unit_is_far(int exponent, double share)
    {
        double unit = Math.ScaleB(1, -exponent);
        for (int entry = short.MinValue; entry <= short.MaxValue; entry++)
        {
            double x = entry * unit, expected = x / (1 + Math.Exp(-x));
            double error = Math.Abs((IntegerOperations.Silu(Row((short)entry), exponent)[0, 0] * unit) - expected);
            // A sigmoid that is cut at 8 is off by 1 / 2981, at 7 by 1 / 1097.
            Assert.True(error <= unit + (Math.Abs(x) * share), $"{x}: off by {error}");
        }
    }

    [Fact]
    public void Means_round_halves_upwards_and_maxima_are_exact()
    {
        var x = new Matrix<short>(3, 1, [-3, -2, 7]);

        Assert.Equal([-2, -2, 3, 7, 7, 7], IntegerOperations.Pool(x, Groups).Values);
        Assert.Equal([(0, 32768), (1, 32768), (1, 21845), (2, 32768), (2, 26214), (6, 20972)], [.. ((int[])[1, 2, 3, 4, 5, 100]).Select(IntegerOperations.MeanOf)]);
        Assert.Equal([-2, 7, 7], CommonOperations<short>.Maximum(x, Groups).Values);
    }

    [Fact]
    public void Sums_of_groups_and_of_inputs_are_cut_to_16_bits()
    {
        Assert.Equal([20000, 32767, 20003], IntegerOperations.Spread(new Matrix<short>(3, 1, [20000, 20000, 3]), Groups).Values);
        Assert.Equal([32767, -6, -5], IntegerOperations.Add([Row(30000, -7, -3), Row(5536, 1, -2)]).Values);
    }

    [Fact]
    public void Products_are_shifted_and_factors_too()
    {
        Assert.Equal([3, -2], IntegerOperations.Multiply(Row(5, -5), Row(1, 1), 1).Values);
        Assert.Equal([32767], IntegerOperations.Multiply(Row(32767), Row(32767), 2).Values);
        Assert.Equal([-15, 24], IntegerOperations.Scale(Row(-10, 16), new IntegerFactor(3, 1)).Values);
    }

    [Fact]
    public void A_snap_takes_the_first_of_equals_above_zero() =>
        Assert.Equal([0, 256, 0, 0, 0, 0], CommonOperations<short>.Snap(Row(1, 3, 3, 0, -1, 0), 3, 256).Values);

    [Fact]
    public void Attention_of_one_row_is_its_value_and_of_equal_rows_their_mean()
    {
        var scores = new IntegerScores(16384, 16384, 0, 32767);
        Assert.Equal([9, -5], IntegerOperations.Attention(Row(3, 4), Row(5, 6), Row(9, -5), 1, scores).Values);
        var same = new Matrix<short>(2, 1, [50, 50]);
        Assert.Equal([15, 15], IntegerOperations.Attention(same, same, new Matrix<short>(2, 1, [10, 20]), 1, scores).Values);
    }

    [Fact]
    public void Attention_goes_where_the_score_is_higher()
    {
        // Scores 256 and 0 in units of 1/256: e to 1, that is 731 and 269 thousandths.
        var q = new Matrix<short>(2, 1, [32, 0]);
        var k = new Matrix<short>(2, 1, [32, 0]);

        Matrix<short> y = IntegerOperations.Attention(q, k, new Matrix<short>(2, 1, [10000, 0]), 1, new IntegerScores(16384, 16384, 0, 32767));

        Assert.InRange(y.Values[0], 7309, 7312);
        Assert.Equal(5000, y.Values[1]);
    }

    private static Matrix<short> Row(params short[] values) => new(1, values.Length, values);
}
