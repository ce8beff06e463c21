using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// Element-wise and row-wise operations of <see cref="IntegerOperations"/> with vectors, to the bit. Counts are multiples of
/// <see cref="IntegerVectors.Lanes"/>, as values with their padding are.
/// </summary>
internal static unsafe class IntegerRowKernels
{
    private static readonly ShortTable Sigmoids = new(IntegerTables.Sigmoid);
    private static readonly PinnedArray<short> InverseRoots = TableOf(IntegerTables.InverseRoots);

    /// <summary>The largest number of terms that <see cref="Sum"/> takes.</summary>
    public const int MostTerms = 5;

    /// <summary><c>y = terms[0] + terms[1] + …</c>, cut after each; y may be one of them.</summary>
    /// <param name="y">The sum.</param>
    /// <param name="terms">2 to <see cref="MostTerms"/> values.</param>
    /// <param name="number">How many.</param>
    /// <param name="count">Entries of each.</param>
    public static void Sum(short* y, short** terms, int number, long count)
    {
        short* a = terms[0], b = terms[1], c = terms[2], d = terms[3], e = terms[4];
        for (long i = 0; i < count; i += IntegerVectors.Lanes)
        {
            Vector512<short> sum = Vector512.AddSaturate(Vector512.Load(a + i), Vector512.Load(b + i));
            sum = number > 2 ? Vector512.AddSaturate(sum, Vector512.Load(c + i)) : sum;
            sum = number > 3 ? Vector512.AddSaturate(sum, Vector512.Load(d + i)) : sum;
            sum = number > 4 ? Vector512.AddSaturate(sum, Vector512.Load(e + i)) : sum;
            sum.Store(y + i);
        }
    }

    /// <summary><c>y = max(x, 0)</c>; may run in place.</summary>
    public static void Relu(short* y, short* x, long count)
    {
        for (long i = 0; i < count; i += IntegerVectors.Lanes)
        {
            Vector512.Max(Vector512.Load(x + i), Vector512<short>.Zero).Store(y + i);
        }
    }

    /// <summary><c>y = x · sigmoid(x)</c>; may run in place.</summary>
    /// <param name="y">The result.</param>
    /// <param name="x">The entries.</param>
    /// <param name="exponent">Their exponent, from 0.</param>
    /// <param name="count">How many.</param>
    public static void Silu(short* y, short* x, int exponent, long count)
    {
        int bits = IntegerTables.SigmoidFraction - exponent;
        Vector512<ushort> largest = Vector512.Create((ushort)(short.MaxValue >> Math.Max(0, bits)));
        Vector512<short> one = Vector512.Create(short.MinValue);
        for (long i = 0; i < count; i += IntegerVectors.Lanes)
        {
            Vector512<short> value = Vector512.Load(x + i);
            // The size of -32768 is right as a number without sign.
            Vector512<ushort> size = Vector512.Min(Vector512.Abs(value).AsUInt16(), bits < 0 ? Vector512.Create((ushort)short.MaxValue) : largest);
            Vector512<short> scaled = (bits < 0 ? size >> -bits : size << bits).AsInt16();
            Vector512<short> at = scaled >> IntegerTables.SigmoidStep;
            Vector512<short> part = (scaled & Vector512.Create((short)((1 << IntegerTables.SigmoidStep) - 1)))
                << (IntegerArithmetic.MultiplierBits - IntegerTables.SigmoidStep);
            (Vector512<short> from, Vector512<short> to) = IntegerVectors.LookUp(Sigmoids, at);
            Vector512<short> sigmoid = from + IntegerVectors.MultiplyRounded(to - from, part);
            // One less the sigmoid, for entries below zero: one is -32768 in 16 bits, and the difference wraps to what it should be.
            Vector512<short> chosen = Vector512.ConditionalSelect(Vector512.LessThan(value, Vector512<short>.Zero), one - sigmoid, sigmoid);
            IntegerVectors.MultiplyRounded(value, chosen).Store(y + i);
        }
    }

    /// <summary>The product, shifted; may run in place.</summary>
    public static void Multiply(short* y, short* a, short* b, int shift, long count)
    {
        for (long i = 0; i < count; i += IntegerVectors.Lanes / 2)
        {
            Store(y + i, IntegerVectors.Widen(Vector256.Load(a + i)) * IntegerVectors.Widen(Vector256.Load(b + i)), shift);
        }
    }

    /// <summary>The product with one factor, shifted; may run in place.</summary>
    public static void Scale(short* y, short* x, IntegerFactor by, long count)
    {
        Vector512<int> factor = Vector512.Create((int)by.Factor);
        for (long i = 0; i < count; i += IntegerVectors.Lanes / 2)
        {
            Store(y + i, IntegerVectors.Widen(Vector256.Load(x + i)) * factor, by.Shift);
        }
    }

    /// <summary>Normalises rows; may run in place.</summary>
    /// <param name="y">The result.</param>
    /// <param name="x">The rows; their padding holds zeros.</param>
    /// <param name="rows">How many.</param>
    /// <param name="stride">Entries of each, padded.</param>
    /// <param name="norm">The numbers.</param>
    public static void RmsNorm(short* y, short* x, int rows, int stride, IntegerNorm norm)
    {
        short* roots = InverseRoots.Start;
        int largest = IntegerArithmetic.InverseRootShift - IntegerArithmetic.MultiplierBits - norm.Exponent;
        for (int row = 0; row < rows; row++, x += stride, y += stride)
        {
            // As IntegerNorm.For, with a table that is at hand. Where all is zero any factor is right.
            long squares = SumOfSquares(x, stride);
            (int mantissa, int zeros) = IntegerArithmetic.Normalise(Math.Max(1, squares + norm.Offset));
            int shift = largest - (zeros >> 1);
            if (shift is < 0 or > 30)
            {
                (short multiplier, int far) = norm.For(squares);
                Scale(y, x, stride, multiplier, far);
                continue;
            }

            short* root = roots + IntegerArithmetic.PlaceOfRoot(mantissa);
            Vector512<int> factor = Vector512.Create((int)norm.MultiplierOf(IntegerArithmetic.Between(root[0], root[1], mantissa)));
            for (int j = 0; j < stride; j += IntegerVectors.Lanes / 2)
            {
                Store(y + j, IntegerVectors.Widen(Vector256.Load(x + j)) * factor, shift);
            }
        }
    }

    /// <summary>The sum of products of two rows, which fits 32 bits.</summary>
    public static int Dot(short* a, short* b, int stride)
    {
        Vector256<int> sum = default;
        for (int j = 0; j < stride; j += IntegerVectors.Lanes / 2)
        {
            sum += IntegerVectors.MultiplyPairs(Vector256.Load(a + j), Vector256.Load(b + j));
        }

        return Vector256.Sum(sum);
    }

    /// <summary>The largest difference of two entries.</summary>
    public static int LargestDifference(short* a, short* b, long count)
    {
        Vector256<ushort> largest = default;
        for (long i = 0; i < count; i += IntegerVectors.Lanes / 2)
        {
            Vector256<short> left = Vector256.Load(a + i), right = Vector256.Load(b + i);
            // The difference of two 16-bit integers fits 16 bits without sign.
            largest = Vector256.Max(largest, (Vector256.Max(left, right) - Vector256.Min(left, right)).AsUInt16());
        }

        int result = 0;
        for (int lane = 0; lane < Vector256<ushort>.Count; lane++)
        {
            result = Math.Max(result, largest[lane]);
        }

        return result;
    }

    /// <summary>One row of a normalisation that makes entries far larger or nothing.</summary>
    private static void Scale(short* y, short* x, int stride, short multiplier, int shift)
    {
        for (int j = 0; j < stride; j++)
        {
            y[j] = IntegerArithmetic.Saturate16(IntegerArithmetic.Shift((long)x[j] * multiplier, shift));
        }
    }

    private static long SumOfSquares(short* x, int stride)
    {
        Vector256<ulong> sum = default;
        for (int j = 0; j < stride; j += IntegerVectors.Lanes / 2)
        {
            Vector256<short> v = Vector256.Load(x + j);
            // Two squares need 32 bits without sign.
            Vector256<ulong> pairs = IntegerVectors.MultiplyPairs(v, v).AsUInt64();
            sum += (pairs & Vector256.Create((ulong)uint.MaxValue)) + (pairs >> 32);
        }

        return (long)Vector256.Sum(sum);
    }

    /// <summary>Stores sixteen products of two 16-bit integers, shifted right by 0 to 31 bits and cut.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(short* y, Vector512<int> products, int shift)
    {
        // Half of what is lost is 2^30 at most, and a product too, but for that of -32768 with itself.
        Vector512<int> half = Vector512.Create((int)((1L << shift) >> 1));
        IntegerVectors.Narrow(shift == 0 ? products : (products + half) >> shift).Store(y);
    }

    private static PinnedArray<short> TableOf(ReadOnlySpan<short> values)
    {
        var table = new PinnedArray<short>(values.Length);
        values.CopyTo(new Span<short>(table.Start, values.Length));
        return table;
    }
}
