using System.Runtime.Intrinsics;
using CsCheck;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using Xunit;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>Sums, and what becomes of sums that are given, are those of the plain loops.</summary>
public class IntegerSumsTests
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
    public void Finished_sums_are_the_map() => Case.Sample(
        drawn => Run(drawn.X, drawn.Map, null).SequenceEqual(IntegerOperations.Linear(drawn.X, drawn.Map).Values)
            && Run(drawn.X, drawn.Map, drawn.Before).SequenceEqual(
                IntegerOperations.Linear(drawn.X, drawn.Map).Values.Zip(drawn.Before, (a, b) => IntegerArithmetic.Saturate16(a + b))),
        iter: 1000);

    [Fact]
    public void A_table_looks_up_what_it_holds() => Gen.Short.Array[65].Sample(entries =>
    {
        var table = new ShortTable(entries);
        for (short i = 0; i < 64; i++)
        {
            (Vector512<short> first, Vector512<short> second) = IntegerVectors.LookUp(table, Vector512.Create(i).WithElement(5, (short)63));
            Assert.Equal((entries[i], entries[i + 1]), (first[0], second[0]));
            Assert.Equal((entries[63], entries[64]), (first[5], second[5]));
            Assert.Equal((entries[i], entries[i + 1]), (first[31], second[31]));
        }
    }, iter: 20);

    private static unsafe short[] Run(Matrix<short> x, IntegerLinear map, short[]? before)
    {
        int inner = Padding.Stride(map.Rows), outer = Padding.Stride(map.Columns);
        var from = new PinnedArray<short>((int)Padding.Size(x.Rows, map.Rows));
        var to = new PinnedArray<short>((int)Padding.Size(x.Rows, map.Columns));
        var sums = new PinnedArray<int>(x.Rows * outer);
        for (int row = 0; row < x.Rows; row++)
        {
            x.Row(row).CopyTo(new Span<short>(from.Start + (row * inner), map.Rows));
            before?.AsSpan(row * map.Columns, map.Columns).CopyTo(new Span<short>(to.Start + (row * outer), map.Columns));
        }

        new IntegerProduct(map).Sums(sums.Start, from.Start, inner, x.Rows);
        for (int i = 0; i < x.Rows * outer; i++)
        {
            int sum = 0;
            for (int k = 0; k < map.Rows && i % outer < map.Columns; k++)
            {
                sum += x[i / outer, k] * map.Weights[(k * map.Columns) + (i % outer)];
            }

            Assert.Equal(sum, sums.Start[i]);
        }

        new IntegerSums(map).Finish(to.Start, sums.Start, x.Rows, accumulate: before is not null);
        return [.. Enumerable.Range(0, x.Rows).SelectMany(row => new ReadOnlySpan<short>(to.Start + (row * outer), map.Columns).ToArray())];
    }
}
