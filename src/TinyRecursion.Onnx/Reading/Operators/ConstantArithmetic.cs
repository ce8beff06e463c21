using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Operators;

/// <summary>Arithmetic in single precision that says whether it is exact.</summary>
internal delegate bool ExactOperation(float left, float right, out float result);

/// <summary>What an element-wise operator of two inputs makes of known numbers.</summary>
/// <param name="Whole">Of whole numbers, before what lies above their type's bits is cut off.</param>
/// <param name="Wide">Of numbers in double precision.</param>
/// <param name="Single">Of numbers in single precision.</param>
internal sealed record ConstantArithmetic(Func<long, long, long> Whole, Func<double, double, double> Wide, ExactOperation Single)
{
    /// <summary>Applies it.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other, of the same type and shape.</param>
    /// <param name="rounds">Whether it may round.</param>
    /// <returns>Null where one depends on the inputs, or where numbers in single precision would be rounded: the network then does it when it runs.</returns>
    public Value? Apply(Value left, Value right, bool rounds)
    {
        if (!left.IsConstant || !right.IsConstant)
        {
            return null;
        }

        ElementType type = left.Type;
        if (left.IsWhole)
        {
            return Value.Of(left.Dims, Pairwise(left.Integers, right.Integers, (a, b) => WholeNumbers.Wrap(type, Whole(a, b))), type);
        }

        if (type == ElementType.Double)
        {
            return Value.Of(left.Dims, Pairwise(left.Doubles, right.Doubles, Wide));
        }

        if (type != ElementType.Float)
        {
            // Numbers of 16 bits are rounded from double precision once.
            return Casts.To(Value.Of(left.Dims, Pairwise(left.Floats, right.Floats, (a, b) => Wide(a, b))), type);
        }

        bool exact = true;
        float[] results = Pairwise(left.Floats, right.Floats, (a, b) =>
        {
            exact &= Single(a, b, out float result);
            return result;
        });
        return exact || rounds ? Value.Of(left.Dims, results) : null;
    }

    private static TOut[] Pairwise<TIn, TOut>(TIn[] left, TIn[] right, Func<TIn, TIn, TOut> operation)
    {
        var results = new TOut[left.Length];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = operation(left[i], right[i]);
        }

        return results;
    }
}
