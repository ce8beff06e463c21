namespace TinyRecursion.Models.PyTorch;

/// <summary>Brings the elements of a strided view into row-major order.</summary>
internal static class StridedCopy
{
    /// <summary>Whether the elements lie in row-major order without gaps. Strides of extents of 1 say nothing.</summary>
    public static bool IsRowMajor(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        _ = Run(shape, strides, out int outer);
        return outer == 0;
    }

    /// <summary>Copies a view whose elements all lie within the source.</summary>
    /// <param name="source">The storage.</param>
    /// <param name="offset">The first element, counted in elements.</param>
    /// <param name="shape">The extents, none of them 0.</param>
    /// <param name="strides">For each extent the elements from one index to the next.</param>
    /// <param name="size">Bytes of an element.</param>
    /// <param name="target">As many bytes as the elements have.</param>
    public static void Copy(
        ReadOnlySpan<byte> source, long offset, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, int size, Span<byte> target)
    {
        int bytes = (int)Run(shape, strides, out int outer) * size;
        Span<long> index = stackalloc long[outer];
        index.Clear();
        while (true)
        {
            source.Slice((int)(offset * size), bytes).CopyTo(target);
            target = target[bytes..];

            // The next index, as an odometer counts: the last one first, back to zero where it is full.
            int axis = outer - 1;
            while (axis >= 0 && index[axis] == shape[axis] - 1)
            {
                offset -= index[axis] * strides[axis];
                index[axis--] = 0;
            }

            if (axis < 0)
            {
                return;
            }

            offset += strides[axis];
            index[axis]++;
        }
    }

    /// <summary>The elements that lie one after the other, and how many extents there are around them.</summary>
    private static long Run(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, out int outer)
    {
        long run = 1;
        outer = shape.Length;
        while (outer > 0 && (shape[outer - 1] == 1 || strides[outer - 1] == run))
        {
            run *= shape[--outer];
        }

        return run;
    }
}
