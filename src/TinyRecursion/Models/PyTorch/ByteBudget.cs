namespace TinyRecursion.Models.PyTorch;

/// <summary>
/// What a checkpoint may make us allocate for its tensors, in proportion to its length. Entries that lie over each
/// other, entries that unpack to a thousand times their bytes and views that repeat one element (stride 0) all
/// stop here.
/// </summary>
internal sealed class ByteBudget
{
    /// <summary>How many times its length a file may unpack to.</summary>
    private const int Factor = 16;

    /// <summary>What even the smallest file may unpack to.</summary>
    private const int Least = 1 << 20;

    private readonly StreamWindow _file;
    private readonly Int128 _limit;
    private Int128 _taken;

    /// <summary>Starts with nothing taken.</summary>
    public ByteBudget(StreamWindow file)
    {
        _file = file;
        _limit = ((Int128)file.Length * Factor) + Least;
    }

    /// <summary>Takes bytes before they are allocated.</summary>
    /// <param name="bytes">How many; not negative.</param>
    /// <param name="place">Who needs them, for errors.</param>
    public void Take(long bytes, string place)
    {
        if (bytes > Array.MaxLength)
        {
            throw _file.Error($"{place}: expected at most {Array.MaxLength} bytes, found {bytes}");
        }

        _taken += bytes;
        if (_taken > _limit)
        {
            throw _file.Error(
                $"{place}: expected at most {_limit} bytes in all from a file of {_file.Length}, found {_taken}");
        }
    }
}
