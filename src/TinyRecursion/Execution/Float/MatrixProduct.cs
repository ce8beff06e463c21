using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Float;

/// <summary>
/// The one matrix product of the float execution, <c>C (+)= A · B</c>, with A addressed by two strides so that it
/// serves the forward map (A by rows), the gradient of inputs, and the gradient of weights (A by columns).
/// </summary>
/// <remarks>
/// A tile of C stays in registers while k runs: 8 rows × 48, 32 or 16 columns in 512-bit vectors, 4 × 16 in
/// narrower ones. Each element of C is one chain of fused multiply-adds in rising k, starting from what C held (or
/// zero), whatever the tile: the result is bit-identical on every instruction set.
/// </remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>The row distance that says that B lies in panels, see <see cref="Pack"/>.</summary>
    public const nint Packed = 0;

    /// <summary>Computes <c>C[i,j] = (accumulate ? C[i,j] : bias[j] or 0) + Σ_k A[i,k] B[k,j]</c>.</summary>
    /// <param name="c">C, rows × columns at row distance <paramref name="ldc"/>.</param>
    /// <param name="ldc">Floats between rows of C.</param>
    /// <param name="a">A; element (i, k) lies at <c>a[i * aRow + k * aColumn]</c>.</param>
    /// <param name="aRow">Floats between rows of A.</param>
    /// <param name="aColumn">Floats between columns of A.</param>
    /// <param name="b">B, inner × columns at row distance <paramref name="ldb"/>.</param>
    /// <param name="ldb">Floats between rows of B, or <see cref="Packed"/>.</param>
    /// <param name="rows">
    /// Rows of C. Up to <see cref="Padding.Rows"/> of them may be written, and as many rows of A read.
    /// </param>
    /// <param name="columns">Columns of C, a multiple of <see cref="Padding.Lanes"/>.</param>
    /// <param name="inner">The length of the sums.</param>
    /// <param name="accumulate">Whether to add to what C holds.</param>
    /// <param name="bias">What C starts from where it does not accumulate, or null for zero.</param>
    public static void Run(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb,
        int rows, int columns, int inner, bool accumulate, float* bias = null)
    {
        if (!accumulate && bias != null)
        {
            Fill(c, ldc, rows, columns, bias);
            accumulate = true;
        }

        for (int j = 0; j < columns;)
        {
            int width = PanelWidth(columns - j);
            float* panel = ldb == Packed ? b + ((nint)j * inner) : b + j;
            nint distance = ldb == Packed ? width : ldb;
            if (Vector512.IsHardwareAccelerated)
            {
                RunPanel(c + j, ldc, a, aRow, aColumn, panel, distance, rows, width, inner, accumulate);
            }
            else
            {
                RunNarrowPanel(c + j, ldc, a, aRow, aColumn, panel, distance, rows, width, inner, accumulate);
            }

            j += width;
        }
    }

    /// <summary>
    /// Lays B out in the panels that <see cref="Run"/> goes through, each with its rows one after the other. A panel of a
    /// wide matrix that is not packed has every row on another page, which costs more than the product itself.
    /// </summary>
    /// <param name="packed">Receives inner × columns floats.</param>
    /// <param name="b">B; element (k, j) lies at <c>b[k * bRow + j * bColumn]</c>.</param>
    /// <param name="bRow">Floats between rows of B.</param>
    /// <param name="bColumn">Floats between columns of B.</param>
    /// <param name="inner">Rows of B.</param>
    /// <param name="width">Columns of B; those up to <paramref name="columns"/> become zeros.</param>
    /// <param name="columns">Columns with padding, a multiple of <see cref="Padding.Lanes"/>.</param>
    public static void Pack(float* packed, float* b, nint bRow, nint bColumn, int inner, int width, int columns)
    {
        for (int j = 0; j < columns;)
        {
            int panel = PanelWidth(columns - j), real = Math.Min(panel, width - j);
            for (int k = 0; k < inner; k++, packed += panel)
            {
                float* source = b + (k * bRow) + (j * bColumn);
                for (int i = 0; i < panel; i++)
                {
                    packed[i] = i < real ? source[i * bColumn] : 0f;
                }
            }

            j += panel;
        }
    }

    /// <summary>The width of the next panel: whole tiles of 48, and at the end what leaves the widest ones.</summary>
    private static int PanelWidth(int left) => left % 48 == 0 ? 48 : left >= 32 ? (left == 64 || left < 48 ? 32 : 48) : 16;

    private static void RunPanel(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb,
        int rows, int width, int inner, bool accumulate)
    {
        // A few rows over are cheaper one by one than a whole tile.
        const int FewRows = 4;
        int over = rows % Padding.RowTile, whole = over <= FewRows ? rows - over : rows + Padding.RowTile - over;
        for (int i = 0; i < whole; i += Padding.RowTile)
        {
            float* ci = c + (i * ldc);
            float* ai = a + (i * aRow);
            switch (width)
            {
                case 48:
                    Tile8x48(ci, ldc, ai, aRow, aColumn, b, ldb, inner, accumulate);
                    break;
                case 32:
                    Tile8x32(ci, ldc, ai, aRow, aColumn, b, ldb, inner, accumulate);
                    break;
                default:
                    Tile8x16(ci, ldc, ai, aRow, aColumn, b, ldb, inner, accumulate);
                    break;
            }
        }

        for (int i = whole; i < rows; i++)
        {
            int j = 0;
            for (; j + 48 <= width; j += 48)
            {
                Row48(c + (i * ldc) + j, a + (i * aRow), aColumn, b + j, ldb, inner, accumulate);
            }

            for (; j < width; j += 16)
            {
                Row16(c + (i * ldc) + j, a + (i * aRow), aColumn, b + j, ldb, inner, accumulate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row48(float* c, float* a, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
    {
        Vector512<float> c0 = default, c1 = default, c2 = default;
        if (accumulate)
        {
            c0 = Vector512.Load(c);
            c1 = Vector512.Load(c + 16);
            c2 = Vector512.Load(c + 32);
        }

        for (int k = 0; k < inner; k++, a += aColumn, b += ldb)
        {
            Vector512<float> x = Vector512.Create(*a);
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 16), c1);
            c2 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 32), c2);
        }

        c0.Store(c);
        c1.Store(c + 16);
        c2.Store(c + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row16(float* c, float* a, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
    {
        Vector512<float> sum = accumulate ? Vector512.Load(c) : Vector512<float>.Zero;
        for (int k = 0; k < inner; k++, a += aColumn, b += ldb)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(*a), Vector512.Load(b), sum);
        }

        sum.Store(c);
    }

    private static void RunNarrowPanel(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb,
        int rows, int width, int inner, bool accumulate)
    {
        for (int j = 0; j < width; j += 16)
        {
            for (int i = 0; i < rows; i += 4)
            {
                if (Vector256.IsHardwareAccelerated)
                {
                    NarrowTiles.Tile4x16By256(c + (i * ldc) + j, ldc, a + (i * aRow), aRow, aColumn, b + j, ldb, inner, accumulate);
                }
                else
                {
                    NarrowTiles.Tile4x16By128(c + (i * ldc) + j, ldc, a + (i * aRow), aRow, aColumn, b + j, ldb, inner, accumulate);
                }
            }
        }
    }

    private static void Fill(float* c, nint ldc, int rows, int columns, float* bias)
    {
        for (int i = 0; i < rows; i++, c += ldc)
        {
            for (int j = 0; j < columns; j += Padding.Lanes)
            {
                Vector512.Load(bias + j).Store(c + j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x48(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
    {
        Vector512<float> c00 = default, c01 = default, c02 = default;
        Vector512<float> c10 = default, c11 = default, c12 = default;
        Vector512<float> c20 = default, c21 = default, c22 = default;
        Vector512<float> c30 = default, c31 = default, c32 = default;
        Vector512<float> c40 = default, c41 = default, c42 = default;
        Vector512<float> c50 = default, c51 = default, c52 = default;
        Vector512<float> c60 = default, c61 = default, c62 = default;
        Vector512<float> c70 = default, c71 = default, c72 = default;
        if (accumulate)
        {
            float* p = c;
            c00 = Vector512.Load(p);
            c01 = Vector512.Load(p + 16);
            c02 = Vector512.Load(p + 32);
            p += ldc;
            c10 = Vector512.Load(p);
            c11 = Vector512.Load(p + 16);
            c12 = Vector512.Load(p + 32);
            p += ldc;
            c20 = Vector512.Load(p);
            c21 = Vector512.Load(p + 16);
            c22 = Vector512.Load(p + 32);
            p += ldc;
            c30 = Vector512.Load(p);
            c31 = Vector512.Load(p + 16);
            c32 = Vector512.Load(p + 32);
            p += ldc;
            c40 = Vector512.Load(p);
            c41 = Vector512.Load(p + 16);
            c42 = Vector512.Load(p + 32);
            p += ldc;
            c50 = Vector512.Load(p);
            c51 = Vector512.Load(p + 16);
            c52 = Vector512.Load(p + 32);
            p += ldc;
            c60 = Vector512.Load(p);
            c61 = Vector512.Load(p + 16);
            c62 = Vector512.Load(p + 32);
            p += ldc;
            c70 = Vector512.Load(p);
            c71 = Vector512.Load(p + 16);
            c72 = Vector512.Load(p + 32);
        }

        nint twice = 2 * aRow;
        float* a3 = a + (3 * aRow);
        float* a6 = a + (6 * aRow);
        for (int k = 0; k < inner; k++)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> b2 = Vector512.Load(b + 32);
            Vector512<float> x = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(x, b2, c02);
            x = Vector512.Create(a[aRow]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(x, b2, c12);
            x = Vector512.Create(a[twice]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(x, b2, c22);
            x = Vector512.Create(*a3);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(x, b2, c32);
            x = Vector512.Create(a3[aRow]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            c42 = Vector512.FusedMultiplyAdd(x, b2, c42);
            x = Vector512.Create(a3[twice]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            c52 = Vector512.FusedMultiplyAdd(x, b2, c52);
            x = Vector512.Create(*a6);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            c62 = Vector512.FusedMultiplyAdd(x, b2, c62);
            x = Vector512.Create(a6[aRow]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            c72 = Vector512.FusedMultiplyAdd(x, b2, c72);
            a += aColumn;
            a3 += aColumn;
            a6 += aColumn;
            b += ldb;
        }

        c00.Store(c);
        c01.Store(c + 16);
        c02.Store(c + 32);
        c += ldc;
        c10.Store(c);
        c11.Store(c + 16);
        c12.Store(c + 32);
        c += ldc;
        c20.Store(c);
        c21.Store(c + 16);
        c22.Store(c + 32);
        c += ldc;
        c30.Store(c);
        c31.Store(c + 16);
        c32.Store(c + 32);
        c += ldc;
        c40.Store(c);
        c41.Store(c + 16);
        c42.Store(c + 32);
        c += ldc;
        c50.Store(c);
        c51.Store(c + 16);
        c52.Store(c + 32);
        c += ldc;
        c60.Store(c);
        c61.Store(c + 16);
        c62.Store(c + 32);
        c += ldc;
        c70.Store(c);
        c71.Store(c + 16);
        c72.Store(c + 32);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x32(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
    {
        Vector512<float> c00 = default, c01 = default;
        Vector512<float> c10 = default, c11 = default;
        Vector512<float> c20 = default, c21 = default;
        Vector512<float> c30 = default, c31 = default;
        Vector512<float> c40 = default, c41 = default;
        Vector512<float> c50 = default, c51 = default;
        Vector512<float> c60 = default, c61 = default;
        Vector512<float> c70 = default, c71 = default;
        if (accumulate)
        {
            float* p = c;
            c00 = Vector512.Load(p);
            c01 = Vector512.Load(p + 16);
            p += ldc;
            c10 = Vector512.Load(p);
            c11 = Vector512.Load(p + 16);
            p += ldc;
            c20 = Vector512.Load(p);
            c21 = Vector512.Load(p + 16);
            p += ldc;
            c30 = Vector512.Load(p);
            c31 = Vector512.Load(p + 16);
            p += ldc;
            c40 = Vector512.Load(p);
            c41 = Vector512.Load(p + 16);
            p += ldc;
            c50 = Vector512.Load(p);
            c51 = Vector512.Load(p + 16);
            p += ldc;
            c60 = Vector512.Load(p);
            c61 = Vector512.Load(p + 16);
            p += ldc;
            c70 = Vector512.Load(p);
            c71 = Vector512.Load(p + 16);
        }

        nint twice = 2 * aRow;
        float* a3 = a + (3 * aRow);
        float* a6 = a + (6 * aRow);
        for (int k = 0; k < inner; k++)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a[aRow]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a[twice]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(*a3);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(a3[aRow]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(a3[twice]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(*a6);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(a6[aRow]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            a += aColumn;
            a3 += aColumn;
            a6 += aColumn;
            b += ldb;
        }

        c00.Store(c);
        c01.Store(c + 16);
        c += ldc;
        c10.Store(c);
        c11.Store(c + 16);
        c += ldc;
        c20.Store(c);
        c21.Store(c + 16);
        c += ldc;
        c30.Store(c);
        c31.Store(c + 16);
        c += ldc;
        c40.Store(c);
        c41.Store(c + 16);
        c += ldc;
        c50.Store(c);
        c51.Store(c + 16);
        c += ldc;
        c60.Store(c);
        c61.Store(c + 16);
        c += ldc;
        c70.Store(c);
        c71.Store(c + 16);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x16(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
    {
        Vector512<float> c00 = default;
        Vector512<float> c10 = default;
        Vector512<float> c20 = default;
        Vector512<float> c30 = default;
        Vector512<float> c40 = default;
        Vector512<float> c50 = default;
        Vector512<float> c60 = default;
        Vector512<float> c70 = default;
        if (accumulate)
        {
            float* p = c;
            c00 = Vector512.Load(p);
            p += ldc;
            c10 = Vector512.Load(p);
            p += ldc;
            c20 = Vector512.Load(p);
            p += ldc;
            c30 = Vector512.Load(p);
            p += ldc;
            c40 = Vector512.Load(p);
            p += ldc;
            c50 = Vector512.Load(p);
            p += ldc;
            c60 = Vector512.Load(p);
            p += ldc;
            c70 = Vector512.Load(p);
        }

        nint twice = 2 * aRow;
        float* a3 = a + (3 * aRow);
        float* a6 = a + (6 * aRow);
        for (int k = 0; k < inner; k++)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> x = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            x = Vector512.Create(a[aRow]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            x = Vector512.Create(a[twice]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            x = Vector512.Create(*a3);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            x = Vector512.Create(a3[aRow]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            x = Vector512.Create(a3[twice]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            x = Vector512.Create(*a6);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            x = Vector512.Create(a6[aRow]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            a += aColumn;
            a3 += aColumn;
            a6 += aColumn;
            b += ldb;
        }

        c00.Store(c);
        c += ldc;
        c10.Store(c);
        c += ldc;
        c20.Store(c);
        c += ldc;
        c30.Store(c);
        c += ldc;
        c40.Store(c);
        c += ldc;
        c50.Store(c);
        c += ldc;
        c60.Store(c);
        c += ldc;
        c70.Store(c);
    }
}
