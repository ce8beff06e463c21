using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Float;

/// <summary>
/// Register tiles of the matrix product; the arguments are those of <see cref="MatrixProduct.Run"/>. Every tile's
/// elements are chains of fused multiply-adds in rising k, so tiles may be chosen for speed alone.
/// </summary>
/// <remarks>
/// A tile is written once for rows of any width. Rows are structs of few vectors that change in place: the compiler keeps
/// each of their vectors in a register of its own, as if it were a variable.
/// </remarks>
internal static unsafe class Tiles
{
    /// <summary>One row of a tile.</summary>
    internal interface IRow<TSelf>
        where TSelf : unmanaged, IRow<TSelf>
    {
        /// <summary>Loads a row from memory.</summary>
        static abstract TSelf Load(float* from);

        /// <summary>Adds <c>*x · b</c>, rounded once.</summary>
        void Add(float* x, in TSelf b);

        /// <summary>Stores the row in memory.</summary>
        void Store(float* to);
    }

    /// <summary>Eight rows, for 512-bit vectors: up to 24 accumulators of 32 registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Eight<TRow>(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
        where TRow : unmanaged, IRow<TRow>
    {
        float* p3 = c + (3 * ldc), p6 = c + (6 * ldc);
        TRow c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        if (accumulate)
        {
            (c0, c1, c2) = (TRow.Load(c), TRow.Load(c + ldc), TRow.Load(c + (2 * ldc)));
            (c3, c4, c5) = (TRow.Load(p3), TRow.Load(p3 + ldc), TRow.Load(p3 + (2 * ldc)));
            (c6, c7) = (TRow.Load(p6), TRow.Load(p6 + ldc));
        }

        nint twice = 2 * aRow;
        float* a3 = a + (3 * aRow), a6 = a + (6 * aRow);
        for (int k = 0; k < inner; k++, a += aColumn, a3 += aColumn, a6 += aColumn, b += ldb)
        {
            TRow row = TRow.Load(b);
            c0.Add(a, row);
            c1.Add(a + aRow, row);
            c2.Add(a + twice, row);
            c3.Add(a3, row);
            c4.Add(a3 + aRow, row);
            c5.Add(a3 + twice, row);
            c6.Add(a6, row);
            c7.Add(a6 + aRow, row);
        }

        c0.Store(c);
        c1.Store(c + ldc);
        c2.Store(c + (2 * ldc));
        c3.Store(p3);
        c4.Store(p3 + ldc);
        c5.Store(p3 + (2 * ldc));
        c6.Store(p6);
        c7.Store(p6 + ldc);
    }

    /// <summary>Four rows, for 256-bit vectors: eight accumulators of sixteen registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Four<TRow>(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
        where TRow : unmanaged, IRow<TRow>
    {
        float* p1 = c + ldc, p2 = p1 + ldc, p3 = p2 + ldc;
        TRow c0 = default, c1 = default, c2 = default, c3 = default;
        if (accumulate)
        {
            (c0, c1, c2, c3) = (TRow.Load(c), TRow.Load(p1), TRow.Load(p2), TRow.Load(p3));
        }

        nint twice = 2 * aRow, thrice = 3 * aRow;
        for (int k = 0; k < inner; k++, a += aColumn, b += ldb)
        {
            TRow row = TRow.Load(b);
            c0.Add(a, row);
            c1.Add(a + aRow, row);
            c2.Add(a + twice, row);
            c3.Add(a + thrice, row);
        }

        c0.Store(c);
        c1.Store(p1);
        c2.Store(p2);
        c3.Store(p3);
    }

    /// <summary>Two rows, for 128-bit vectors: eight accumulators, four columns of B and one broadcast fit sixteen registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Two<TRow>(
        float* c, nint ldc, float* a, nint aRow, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
        where TRow : unmanaged, IRow<TRow>
    {
        TRow c0 = accumulate ? TRow.Load(c) : default, c1 = accumulate ? TRow.Load(c + ldc) : default;
        for (int k = 0; k < inner; k++, a += aColumn, b += ldb)
        {
            TRow row = TRow.Load(b);
            c0.Add(a, row);
            c1.Add(a + aRow, row);
        }

        c0.Store(c);
        c1.Store(c + ldc);
    }

    /// <summary>One row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void One<TRow>(float* c, float* a, nint aColumn, float* b, nint ldb, int inner, bool accumulate)
        where TRow : unmanaged, IRow<TRow>
    {
        TRow sum = accumulate ? TRow.Load(c) : default;
        for (int k = 0; k < inner; k++, a += aColumn, b += ldb)
        {
            sum.Add(a, TRow.Load(b));
        }

        sum.Store(c);
    }

    /// <summary>48 entries in three vectors of 512 bits.</summary>
    internal struct Row48 : IRow<Row48>
    {
        private Vector512<float> _first, _second, _third;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Row48 Load(float* from) => new()
        {
            _first = Vector512.Load(from), _second = Vector512.Load(from + 16), _third = Vector512.Load(from + 32),
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float* x, in Row48 b)
        {
            Vector512<float> factor = Vector512.Create(*x);
            _first = Vector512.FusedMultiplyAdd(factor, b._first, _first);
            _second = Vector512.FusedMultiplyAdd(factor, b._second, _second);
            _third = Vector512.FusedMultiplyAdd(factor, b._third, _third);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(float* to)
        {
            _first.Store(to);
            _second.Store(to + 16);
            _third.Store(to + 32);
        }
    }

    /// <summary>32 entries in two vectors of 512 bits.</summary>
    internal struct Row32 : IRow<Row32>
    {
        private Vector512<float> _first, _second;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Row32 Load(float* from) => new() { _first = Vector512.Load(from), _second = Vector512.Load(from + 16) };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float* x, in Row32 b)
        {
            Vector512<float> factor = Vector512.Create(*x);
            _first = Vector512.FusedMultiplyAdd(factor, b._first, _first);
            _second = Vector512.FusedMultiplyAdd(factor, b._second, _second);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(float* to)
        {
            _first.Store(to);
            _second.Store(to + 16);
        }
    }

    /// <summary>16 entries in one vector of 512 bits.</summary>
    internal struct Row16 : IRow<Row16>
    {
        private Vector512<float> _all;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Row16 Load(float* from) => new() { _all = Vector512.Load(from) };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float* x, in Row16 b) => _all = Vector512.FusedMultiplyAdd(Vector512.Create(*x), b._all, _all);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(float* to) => _all.Store(to);
    }

    /// <summary>16 entries in two vectors of 256 bits.</summary>
    internal struct Row16By256 : IRow<Row16By256>
    {
        private Vector256<float> _first, _second;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Row16By256 Load(float* from) => new() { _first = Vector256.Load(from), _second = Vector256.Load(from + 8) };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float* x, in Row16By256 b)
        {
            Vector256<float> factor = Vector256.Create(*x);
            _first = Vector256.FusedMultiplyAdd(factor, b._first, _first);
            _second = Vector256.FusedMultiplyAdd(factor, b._second, _second);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(float* to)
        {
            _first.Store(to);
            _second.Store(to + 8);
        }
    }

    /// <summary>16 entries in four vectors of 128 bits.</summary>
    internal struct Row16By128 : IRow<Row16By128>
    {
        private Vector128<float> _first, _second, _third, _fourth;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Row16By128 Load(float* from) => new()
        {
            _first = Vector128.Load(from), _second = Vector128.Load(from + 4), _third = Vector128.Load(from + 8), _fourth = Vector128.Load(from + 12),
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float* x, in Row16By128 b)
        {
            Vector128<float> factor = Vector128.Create(*x);
            _first = Vector128.FusedMultiplyAdd(factor, b._first, _first);
            _second = Vector128.FusedMultiplyAdd(factor, b._second, _second);
            _third = Vector128.FusedMultiplyAdd(factor, b._third, _third);
            _fourth = Vector128.FusedMultiplyAdd(factor, b._fourth, _fourth);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(float* to)
        {
            _first.Store(to);
            _second.Store(to + 4);
            _third.Store(to + 8);
            _fourth.Store(to + 12);
        }
    }
}
