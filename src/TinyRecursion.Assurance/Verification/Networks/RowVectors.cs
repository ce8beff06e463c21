using System.Runtime.Intrinsics;

namespace TinyRecursion.Assurance.Verification.Networks;

/// <summary>Products of rows of doubles, in vectors of four. Not sound: what is claimed is checked by others, with its rounding.</summary>
internal static unsafe class RowVectors
{
    /// <summary>The rows that a product takes together.</summary>
    public const int RowBlock = 4;

    private const int ColumnBlock = 8;

    /// <summary>A number of entries padded to whole blocks of a product.</summary>
    public static int Padded(int count) => (count + ColumnBlock - 1) / ColumnBlock * ColumnBlock;

    /// <summary>Adds a product: <c>target += a · w</c>.</summary>
    /// <param name="a">Rows × inner.</param>
    /// <param name="rows">The number of rows, a multiple of <see cref="RowBlock"/>.</param>
    /// <param name="inner">The inner indices that are looked at; all other columns of <paramref name="a"/> are taken for zeros.</param>
    /// <param name="w">Inner × columns.</param>
    /// <param name="target">Rows × columns.</param>
    /// <param name="aStride">Entries a row of <paramref name="a"/>.</param>
    /// <param name="columns">Entries a row of the others, padded.</param>
    /// <param name="scratch">Five entries for each inner index.</param>
    public static void AddProduct(double[] a, int aStride, int rows, ReadOnlySpan<int> inner, double[] w, double[] target, int columns, double[] scratch)
    {
        fixed (double* aStart = a, wStart = w, targetStart = target, packed = scratch)
        {
            for (int row = 0; row < rows; row += RowBlock)
            {
                double* a0 = aStart + ((long)row * aStride), a1 = a0 + aStride, a2 = a1 + aStride, a3 = a2 + aStride;
                int count = 0;
                foreach (int i in inner)
                {
                    if (a0[i] != 0 || a1[i] != 0 || a2[i] != 0 || a3[i] != 0)
                    {
                        double* place = packed + (count++ * 5);
                        (place[0], place[1], place[2], place[3], place[4]) = (a0[i], a1[i], a2[i], a3[i], (double)i * columns);
                    }
                }

                double* end = packed + (count * 5);
                for (int column = 0; column < columns; column += ColumnBlock)
                {
                    double* t0 = targetStart + ((long)row * columns) + column, t1 = t0 + columns, t2 = t1 + columns, t3 = t2 + columns;
                    Vector256<double> s00 = Vector256.Load(t0), s01 = Vector256.Load(t0 + 4), s10 = Vector256.Load(t1), s11 = Vector256.Load(t1 + 4);
                    Vector256<double> s20 = Vector256.Load(t2), s21 = Vector256.Load(t2 + 4), s30 = Vector256.Load(t3), s31 = Vector256.Load(t3 + 4);
                    for (double* at = packed; at < end; at += 5)
                    {
                        double* line = wStart + (long)at[4] + column;
                        Vector256<double> w0 = Vector256.Load(line), w1 = Vector256.Load(line + 4);
                        Vector256<double> x = Vector256.Create(at[0]);
                        s00 = Vector256.FusedMultiplyAdd(x, w0, s00);
                        s01 = Vector256.FusedMultiplyAdd(x, w1, s01);
                        x = Vector256.Create(at[1]);
                        s10 = Vector256.FusedMultiplyAdd(x, w0, s10);
                        s11 = Vector256.FusedMultiplyAdd(x, w1, s11);
                        x = Vector256.Create(at[2]);
                        s20 = Vector256.FusedMultiplyAdd(x, w0, s20);
                        s21 = Vector256.FusedMultiplyAdd(x, w1, s21);
                        x = Vector256.Create(at[3]);
                        s30 = Vector256.FusedMultiplyAdd(x, w0, s30);
                        s31 = Vector256.FusedMultiplyAdd(x, w1, s31);
                    }

                    s00.Store(t0);
                    s01.Store(t0 + 4);
                    s10.Store(t1);
                    s11.Store(t1 + 4);
                    s20.Store(t2);
                    s21.Store(t2 + 4);
                    s30.Store(t3);
                    s31.Store(t3 + 4);
                }
            }
        }
    }

    /// <summary>
    /// Combines pairs of rows: the lower sum takes the lower row of a pair where the weight is positive, else the upper one; the upper sum the other.
    /// </summary>
    /// <param name="pairs">Pairs of rows, lower before upper.</param>
    /// <param name="columns">The pairs that are combined.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="target">The pair that the sums are added to, starting at <paramref name="at"/>.</param>
    /// <param name="at">Where the target starts.</param>
    /// <param name="length">Entries a row, padded.</param>
    public static void AddPairs(double[] pairs, ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, double[] target, int at, int length)
    {
        fixed (double* pairStart = pairs, targetStart = target)
        {
            for (int column = 0; column < length; column += ColumnBlock)
            {
                double* lowerTarget = targetStart + at + column, upperTarget = lowerTarget + length;
                Vector256<double> lower0 = Vector256.Load(lowerTarget), lower1 = Vector256.Load(lowerTarget + 4);
                Vector256<double> upper0 = Vector256.Load(upperTarget), upper1 = Vector256.Load(upperTarget + 4);
                for (int i = 0; i < columns.Length; i++)
                {
                    double* pair = pairStart + ((long)columns[i] * 2 * length) + column;
                    int shift = weights[i] > 0 ? 0 : length;
                    double* one = pair + shift, other = pair + (length - shift);
                    Vector256<double> w = Vector256.Create((double)weights[i]);
                    lower0 = Vector256.FusedMultiplyAdd(w, Vector256.Load(one), lower0);
                    lower1 = Vector256.FusedMultiplyAdd(w, Vector256.Load(one + 4), lower1);
                    upper0 = Vector256.FusedMultiplyAdd(w, Vector256.Load(other), upper0);
                    upper1 = Vector256.FusedMultiplyAdd(w, Vector256.Load(other + 4), upper1);
                }

                lower0.Store(lowerTarget);
                lower1.Store(lowerTarget + 4);
                upper0.Store(upperTarget);
                upper1.Store(upperTarget + 4);
            }
        }
    }

    /// <summary>The sum of the absolute values of a row's first entries.</summary>
    public static double AbsoluteSum(ReadOnlySpan<double> row)
    {
        double sum = 0;
        foreach (double entry in row)
        {
            sum += Math.Abs(entry);
        }

        return sum;
    }
}
