using CsCheck;
using TinyRecursion.Execution.Integer;
using Xunit;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>Maps with vectors give the bytes of the plain loops.</summary>
public class IntegerProductTests
{
    private static readonly Gen<(IntegerMatrix X, IntegerLinear Map)> Case =
        from rows in Gen.Int[0, 9]
        from width in Gen.Int[1, 40]
        from columns in Gen.Int[1, 40]
        from x in Gen.OneOf(Gen.Short, Gen.Const(short.MinValue), Gen.Const(short.MaxValue)).Array[rows * width]
        from weights in Gen.OneOf(Gen.SByte[-127, 127], Gen.Const((sbyte)-127), Gen.Const((sbyte)127)).Array[width * columns]
        from narrow in Gen.Short[1, short.MaxValue].Array[width]
        from shift in Gen.Int[-15, 31]
        from multipliers in Gen.Short[0, short.MaxValue].Array[columns]
        from biases in Gen.Short.Array[columns]
        select (new IntegerMatrix(rows, width, x), new IntegerLinear(width, columns, weights, narrow, shift, multipliers, biases));

    [Fact]
    public void Any_map_of_any_value_is_the_same() => Case.Sample(
        drawn => new IntegerProduct(drawn.Map).Run(drawn.X).Values.SequenceEqual(IntegerOperations.Linear(drawn.X, drawn.Map).Values), iter: 2000);
}
