using System.Runtime.Intrinsics;
using TinyRecursion.Problems;

namespace TinyRecursion.Execution;

/// <summary>Puts each cell's neighbours side by side, zeros where there is none; entries are only moved, whatever they are.</summary>
internal static unsafe class GatherKernel
{
    /// <summary>Gathers the neighbours of all cells.</summary>
    /// <param name="y">Receives cells × (width · degree), padded.</param>
    /// <param name="x">Cells × width, padded.</param>
    /// <param name="relation">The neighbours.</param>
    /// <param name="width">True width of x.</param>
    public static void Run<T>(T* y, T* x, NeighbourRelation relation, int width)
        where T : unmanaged
    {
        int stride = Padding.Stride(width);
        fixed (int* neighbours = relation.Neighbours)
        {
            // Rows that follow each other whole, with their padding, need no more than to be copied.
            if (relation.Degree == 1 || width == stride)
            {
                CopyRows((byte*)y, (byte*)x, neighbours, relation.Neighbours.Length, stride * sizeof(T));
            }
            else
            {
                CopyEntries(y, x, neighbours, relation, width);
            }
        }
    }

    private static void CopyRows(byte* y, byte* x, int* neighbours, int count, int bytes)
    {
        for (int* at = neighbours, end = at + count; at < end; at++)
        {
            byte* row = x + ((long)*at * bytes);
            // Blocks of 16-bit entries, or of wider ones, fill vectors of 256 bits.
            for (int i = 0; i < bytes; i += Vector256<byte>.Count, y += Vector256<byte>.Count)
            {
                (*at == NeighbourRelation.None ? default : Vector256.Load(row + i)).Store(y);
            }
        }
    }

    private static void CopyEntries<T>(T* y, T* x, int* neighbours, NeighbourRelation relation, int width)
        where T : unmanaged
    {
        int stride = Padding.Stride(width), outStride = Padding.Stride(width * relation.Degree);
        for (int cell = 0; cell < relation.Cells; cell++, y += outStride)
        {
            new Span<T>(y, outStride).Clear();
            for (int slot = 0; slot < relation.Degree; slot++, neighbours++)
            {
                if (*neighbours != NeighbourRelation.None)
                {
                    new ReadOnlySpan<T>(x + ((long)*neighbours * stride), width).CopyTo(new Span<T>(y + (slot * width), width));
                }
            }
        }
    }
}
