using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Float;

/// <summary>
/// Turns the two halves of each head by the angle of the row, see <see cref="Operations.Operation.Rotary"/>. Turning
/// back is the gradient, since a rotation's transpose is its inverse.
/// </summary>
internal static unsafe class RotaryKernel
{
    /// <summary><c>y = (accumulate ? y : 0) + R x</c>, or with R's transpose.</summary>
    /// <param name="y">Rows × width, padding columns zero.</param>
    /// <param name="x">Rows × width.</param>
    /// <param name="table">The angles of at least <paramref name="rows"/> rows.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Heads × head width.</param>
    /// <param name="back">Whether to turn back.</param>
    /// <param name="accumulate">Whether to add to what y holds.</param>
    public static void Run(float* y, float* x, RotaryTable table, int rows, int width, bool back, bool accumulate)
    {
        int stride = Padding.Stride(width), half = table.Half;
        for (int row = 0; row < rows; row++, y += stride, x += stride)
        {
            float* cos = table.Cosines(row), sin = table.Sines(row);
            for (int head = 0; head < width; head += 2 * half)
            {
                int i = 0;
                for (; i + 16 <= half; i += 16)
                {
                    Vector512<float> c = Vector512.Load(cos + i), s = Vector512.Load(sin + i);
                    s = back ? -s : s;
                    Vector512<float> first = Vector512.Load(x + head + i), second = Vector512.Load(x + head + half + i);
                    Vector512<float> turned = Vector512.FusedMultiplyAdd(first, c, -(second * s));
                    Vector512<float> other = Vector512.FusedMultiplyAdd(second, c, first * s);
                    (accumulate ? Vector512.Load(y + head + i) + turned : turned).Store(y + head + i);
                    (accumulate ? Vector512.Load(y + head + half + i) + other : other).Store(y + head + half + i);
                }

                for (; i < half; i++)
                {
                    float c = cos[i], s = back ? -sin[i] : sin[i];
                    float first = x[head + i], second = x[head + half + i];
                    float turned = MathF.FusedMultiplyAdd(first, c, -(second * s));
                    float other = MathF.FusedMultiplyAdd(second, c, first * s);
                    y[head + i] = accumulate ? y[head + i] + turned : turned;
                    y[head + half + i] = accumulate ? y[head + half + i] + other : other;
                }
            }

            if (!accumulate)
            {
                new Span<float>(y + width, stride - width).Clear();
            }
        }

        // The table may have given way to a larger one meanwhile.
        GC.KeepAlive(table);
    }
}
