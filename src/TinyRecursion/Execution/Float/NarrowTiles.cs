using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Float;

/// <summary>Register tiles of <see cref="MatrixProduct"/> for processors without 512-bit vectors: 4 rows × 16 columns.</summary>
internal static unsafe class NarrowTiles
{
    /// <summary>The tile in 256-bit vectors (AVX2): eight accumulators of sixteen registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Tile4x16By256(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
    {
        float* p1 = c + ldc, p2 = p1 + ldc, p3 = p2 + ldc;
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default;
        Vector256<float> c20 = default, c21 = default, c30 = default, c31 = default;
        if (accumulate)
        {
            (c00, c01, c10, c11) = (Vector256.Load(c), Vector256.Load(c + 8), Vector256.Load(p1), Vector256.Load(p1 + 8));
            (c20, c21, c30, c31) = (Vector256.Load(p2), Vector256.Load(p2 + 8), Vector256.Load(p3), Vector256.Load(p3 + 8));
        }

        nint twice = 2 * aRow, thrice = 3 * aRow;
        for (int k = 0; k < inner; k++)
        {
            Vector256<float> b0 = Vector256.Load(b), b1 = Vector256.Load(b + 8);
            Vector256<float> x = Vector256.Create(*a);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(a[aRow]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(a[twice]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(a[thrice]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            a += aColumn;
            b += ldb;
        }

        c00.Store(c);
        c01.Store(c + 8);
        c10.Store(p1);
        c11.Store(p1 + 8);
        c20.Store(p2);
        c21.Store(p2 + 8);
        c30.Store(p3);
        c31.Store(p3 + 8);
    }

    /// <summary>The tile in 128-bit vectors (Arm, or x86 without AVX2), one row after the other.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Tile4x16By128(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
    {
        // Two rows at a time: eight accumulators, four columns of B and one broadcast fit sixteen registers.
        for (int i = 0; i < 4; i += 2, c += 2 * ldc, a += 2 * aRow)
        {
            float* p = c + ldc;
            Vector128<float> c00 = default, c01 = default, c02 = default, c03 = default;
            Vector128<float> c10 = default, c11 = default, c12 = default, c13 = default;
            if (accumulate)
            {
                (c00, c01, c02, c03) = (Vector128.Load(c), Vector128.Load(c + 4), Vector128.Load(c + 8), Vector128.Load(c + 12));
                (c10, c11, c12, c13) = (Vector128.Load(p), Vector128.Load(p + 4), Vector128.Load(p + 8), Vector128.Load(p + 12));
            }

            float* ak = a;
            float* bk = b;
            for (int k = 0; k < inner; k++, ak += aColumn, bk += ldb)
            {
                Vector128<float> b0 = Vector128.Load(bk), b1 = Vector128.Load(bk + 4);
                Vector128<float> b2 = Vector128.Load(bk + 8), b3 = Vector128.Load(bk + 12);
                Vector128<float> x = Vector128.Create(*ak);
                c00 = Vector128.FusedMultiplyAdd(x, b0, c00);
                c01 = Vector128.FusedMultiplyAdd(x, b1, c01);
                c02 = Vector128.FusedMultiplyAdd(x, b2, c02);
                c03 = Vector128.FusedMultiplyAdd(x, b3, c03);
                x = Vector128.Create(ak[aRow]);
                c10 = Vector128.FusedMultiplyAdd(x, b0, c10);
                c11 = Vector128.FusedMultiplyAdd(x, b1, c11);
                c12 = Vector128.FusedMultiplyAdd(x, b2, c12);
                c13 = Vector128.FusedMultiplyAdd(x, b3, c13);
            }

            c00.Store(c);
            c01.Store(c + 4);
            c02.Store(c + 8);
            c03.Store(c + 12);
            c10.Store(p);
            c11.Store(p + 4);
            c12.Store(p + 8);
            c13.Store(p + 12);
        }
    }
}
