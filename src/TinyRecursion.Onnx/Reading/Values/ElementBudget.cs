namespace TinyRecursion.Onnx.Reading.Values;

/// <summary>
/// What a file may make us allocate besides itself, in elements: shapes that multiply (an <c>Expand</c> to a billion elements takes twenty bytes)
/// stop here, before anything is allocated.
/// </summary>
/// <param name="fileLength">The file's length in bytes.</param>
internal sealed class ElementBudget(long fileLength)
{
    /// <summary>What even the smallest file may take.</summary>
    private const long Least = 1 << 23;

    /// <summary>Elements for each byte of the file.</summary>
    private const long Factor = 2;

    /// <summary>Axes of a tensor.</summary>
    private const int MostAxes = 32;

    private readonly long _limit = Least + (fileLength * Factor);
    private long _taken;

    /// <summary>The number of elements of a shape, which are taken.</summary>
    /// <param name="dims">The size of each axis.</param>
    /// <exception cref="OnnxProblem">An axis is negative, or there are too many elements.</exception>
    public int Take(ReadOnlySpan<int> dims)
    {
        int count = Count(dims);
        Take(count);
        return count;
    }

    /// <summary>Takes elements before they are allocated.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="OnnxProblem">There are too many.</exception>
    public void Take(long count)
    {
        _taken += count;
        if (_taken > _limit)
        {
            throw new OnnxProblem($"expected at most {_limit} elements in all values and maps together, found more");
        }
    }

    /// <summary>The sizes of axes as they stand in a file.</summary>
    /// <param name="dims">The sizes.</param>
    /// <exception cref="OnnxProblem">They are too many, negative, or multiply too far.</exception>
    public static int[] Dims(IReadOnlyList<long> dims)
    {
        if (dims.Count > MostAxes)
        {
            throw new OnnxProblem($"expected at most {MostAxes} axes, found {dims.Count}");
        }

        int[] sizes = new int[dims.Count];
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            sizes[axis] = dims[axis] is >= 0 and <= int.MaxValue
                ? (int)dims[axis]
                : throw new OnnxProblem($"expected sizes of axes from 0 on, found {dims[axis]}");
        }

        _ = Count(sizes);
        return sizes;
    }

    /// <summary>The number of elements of a shape.</summary>
    /// <exception cref="OnnxProblem">They are too many for any array.</exception>
    public static int Count(ReadOnlySpan<int> dims)
    {
        Int128 count = 1;
        foreach (int size in dims)
        {
            count *= size;
            if (count > Array.MaxLength / sizeof(long))
            {
                throw new OnnxProblem($"expected at most {Array.MaxLength / sizeof(long)} elements, found the shape [{string.Join(", ", dims.ToArray())}]");
            }
        }

        return (int)count;
    }
}
