using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Float;

/// <summary>
/// The one matrix product of the float execution, <c>C (+)= A · B</c>, with A addressed by two strides so that it
/// serves the forward map (A by rows), the gradient of inputs, and the gradient of weights (A by columns).
/// </summary>
/// <remarks>
/// A tile of C stays in registers while k runs: 8 rows × 48, 32 or 16 columns in 512-bit vectors, 4 or 2 × 16
/// in narrower ones. Each element of C is one chain of fused multiply-adds in rising k, starting from what C held (or
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
            switch (Vector512.IsHardwareAccelerated ? width : 0)
            {
                case 48:
                    RunPanel<Tiles.Row48>(c + j, ldc, a, aRow, aColumn, panel, distance, rows, inner, accumulate);
                    break;
                case 32:
                    RunPanel<Tiles.Row32>(c + j, ldc, a, aRow, aColumn, panel, distance, rows, inner, accumulate);
                    break;
                case 16:
                    RunPanel<Tiles.Row16>(c + j, ldc, a, aRow, aColumn, panel, distance, rows, inner, accumulate);
                    break;
                default:
                    RunNarrowPanel(c + j, ldc, a, aRow, aColumn, panel, distance, rows, width, inner, accumulate);
                    break;
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

    private static void RunPanel<TRow>(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb, int rows, int inner, bool accumulate)
        where TRow : unmanaged, Tiles.IRow<TRow>
    {
        // A few rows over are cheaper one by one than a whole tile.
        const int FewRows = 4;
        int over = rows % Padding.RowTile, whole = over <= FewRows ? rows - over : rows + Padding.RowTile - over;
        for (int i = 0; i < whole; i += Padding.RowTile)
        {
            Tiles.Eight<TRow>(c + (i * ldc), ldc, a + (i * aRow), aRow, aColumn, b, ldb, inner, accumulate);
        }

        for (int i = whole; i < rows; i++)
        {
            Tiles.One<TRow>(c + (i * ldc), a + (i * aRow), aColumn, b, ldb, inner, accumulate);
        }
    }

    private static void RunNarrowPanel(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb,
        int rows, int width, int inner, bool accumulate)
    {
        for (int j = 0; j < width; j += 16)
        {
            for (int i = 0; i < rows && Vector256.IsHardwareAccelerated; i += 4)
            {
                Tiles.Four<Tiles.Row16By256>(c + (i * ldc) + j, ldc, a + (i * aRow), aRow, aColumn, b + j, ldb, inner, accumulate);
            }

            for (int i = 0; i < rows && !Vector256.IsHardwareAccelerated; i += 2)
            {
                Tiles.Two<Tiles.Row16By128>(c + (i * ldc) + j, ldc, a + (i * aRow), aRow, aColumn, b + j, ldb, inner, accumulate);
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
}
