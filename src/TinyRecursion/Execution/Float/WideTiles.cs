using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Float;

/// <summary>
/// Tiles of the matrix product in 512-bit vectors; the arguments are those of <see cref="MatrixProduct.Run"/>. Every
/// tile's elements are chains of fused multiply-adds in rising k, so tiles may be chosen for speed alone.
/// </summary>
internal static unsafe class WideTiles
{
    /// <summary>Eight rows of three blocks.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Tile8x48(
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

    /// <summary>Eight rows of two blocks.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Tile8x32(
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

    /// <summary>Eight rows of one block.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Tile8x16(
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

    /// <summary>One row of three blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row48(float* c, float* a, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
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

    /// <summary>One row of one block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row16(float* c, float* a, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
    {
        Vector512<float> sum = accumulate ? Vector512.Load(c) : Vector512<float>.Zero;
        for (int k = 0; k < inner; k++, a += aColumn, b += ldb)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(*a), Vector512.Load(b), sum);
        }

        sum.Store(c);
    }
}
