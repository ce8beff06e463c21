using TinyRecursion.Operations;

namespace TinyRecursion.Execution.Reference;

/// <summary>
/// <see cref="Operation.Attention"/> written out in PyTorch and computed on a CPU in single precision: matrix product,
/// division by the root of the head width, softmax, matrix product.
/// </summary>
internal static class PyTorchAttention
{
    private const int Lanes = 8;

    /// <summary>Each row of <paramref name="q"/> hears the rows of <paramref name="v"/>.</summary>
    public static Matrix<float> Run(
        Matrix<float> q, Matrix<float> k, Matrix<float> v, int heads)
    {
        var y = new Matrix<float>(q.Rows, q.Columns);
        int width = q.Columns / heads;
        float root = (float)Math.Sqrt(width);
        var weights = new float[q.Rows];
        for (int row = 0; row < q.Rows; row++)
        {
            for (int head = 0; head < q.Columns; head += width)
            {
                ReadOnlySpan<float> query = q.Row(row).Slice(head, width);
                for (int other = 0; other < weights.Length; other++)
                {
                    weights[other] = Product(query, k.Row(other).Slice(head, width)) / root;
                }

                Softmax(weights);
                Span<float> heard = y.Row(row).Slice(head, width);
                for (int other = 0; other < weights.Length; other++)
                {
                    ReferenceOperations.AddProducts(
                        heard, weights[other], v.Row(other).Slice(head, width));
                }
            }
        }

        return y;
    }

    private static float Product(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        float sum = 0f;
        for (int j = 0; j < left.Length; j++)
        {
            sum += left[j] * right[j];
        }

        return sum;
    }

    private static void Softmax(Span<float> scores)
    {
        float largest = float.NegativeInfinity;
        foreach (float score in scores)
        {
            largest = MathF.Max(largest, score);
        }

        foreach (ref float score in scores)
        {
            score = PyTorchFunctions.Exp(score - largest);
        }

        float share = 1f / Sum(scores);
        foreach (ref float score in scores)
        {
            score *= share;
        }
    }

    /// <summary>Eight sums side by side, then halves upon halves; fewer than eight terms in order.</summary>
    private static float Sum(ReadOnlySpan<float> terms)
    {
        Span<float> lanes = stackalloc float[Lanes];
        lanes.Clear();
        for (int i = 0; i < terms.Length; i++)
        {
            lanes[i % Lanes] += terms[i];
        }

        if (terms.Length < Lanes)
        {
            float sum = 0f;
            foreach (float lane in lanes)
            {
                sum += lane;
            }

            return sum;
        }

        for (int half = Lanes / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                lanes[i] += lanes[half + i];
            }
        }

        return lanes[0];
    }
}
