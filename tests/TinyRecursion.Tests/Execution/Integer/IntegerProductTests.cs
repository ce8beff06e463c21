using CsCheck;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using Xunit;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>Maps with vectors give the bytes of the plain loops.</summary>
public class IntegerProductTests
{
    private static readonly Gen<(Matrix<short> X, IntegerLinear Map, short[] Before)> Case =
        from rows in Gen.Int[0, 9]
        from width in Gen.Int[1, 40]
        from columns in Gen.OneOf(Gen.Int[1, 70], Gen.Const(1))
        from x in Gen.OneOf(Gen.Short, Gen.Const(short.MinValue), Gen.Const(short.MaxValue)).Array[rows * width]
        from weights in Gen.OneOf(Gen.SByte[-127, 127], Gen.Const((sbyte)-127), Gen.Const((sbyte)127)).Array[width * columns]
        from shifts in Gen.Byte[0, IntegerLinear.LargestShift].Array[columns]
        from multipliers in Gen.Short[0, short.MaxValue].Array[columns]
        from biases in Gen.Short.Array[columns]
        from before in Gen.Short.Array[rows * columns]
        select (new Matrix<short>(rows, width, x), new IntegerLinear(width, columns, weights, shifts, multipliers, biases), before);

    [Fact]
    public void Any_map_of_any_value_is_the_same() => Case.Sample(
        drawn => Run(drawn.X, drawn.Map, null).SequenceEqual(IntegerOperations.Linear(drawn.X, drawn.Map).Values), iter: 2000);

    [Fact]
    public void What_is_added_to_is_cut_after_the_map() => Case.Sample(
        drawn => Run(drawn.X, drawn.Map, drawn.Before).SequenceEqual(
            IntegerOperations.Linear(drawn.X, drawn.Map).Values.Zip(drawn.Before, (a, b) => IntegerArithmetic.Saturate16(a + b))),
        iter: 500);

    [Fact]
    public void The_largest_sums_that_are_allowed_do_not_overflow()
    {
        // 516 weights of 127 come to 65,532.
        var map = new IntegerLinear(516, 2, [.. Enumerable.Range(0, 1032).Select(i => (sbyte)(i % 2 == 0 ? 127 : -127))], [16, 16], [32767, 32767], [0, 0]);
        var x = new Matrix<short>(1, 516, [.. Enumerable.Repeat(short.MinValue, 516)]);

        Assert.Equal([-32765, 32765], IntegerOperations.Linear(x, map).Values);
        Assert.Equal([-32765, 32765], Run(x, map, null));
    }

    private static unsafe short[] Run(Matrix<short> x, IntegerLinear map, short[]? before)
    {
        int inner = Padding.Stride(map.Rows), outer = Padding.Stride(map.Columns);
        var from = new PinnedArray<short>((int)Padding.Size(x.Rows, map.Rows));
        var to = new PinnedArray<short>((int)Padding.Size(x.Rows, map.Columns));
        for (int row = 0; row < x.Rows; row++)
        {
            x.Row(row).CopyTo(new Span<short>(from.Start + (row * inner), map.Rows));
            before?.AsSpan(row * map.Columns, map.Columns).CopyTo(new Span<short>(to.Start + (row * outer), map.Columns));
        }

        new IntegerProduct(map).Run(to.Start, from.Start, inner, x.Rows, accumulate: before is not null);
        return [.. Enumerable.Range(0, x.Rows).SelectMany(row => new ReadOnlySpan<short>(to.Start + (row * outer), map.Columns).ToArray())];
    }
}
