namespace TinyRecursion.Execution.Integer;

/// <summary>
/// A linear map in integers: 16-bit entries are multiplied with weights of 8 bits or fewer, summed in 32 bits, and brought back to 16
/// by a shift and a multiplier for each column.
/// </summary>
/// <param name="Rows">Width of the input.</param>
/// <param name="Columns">Width of the output.</param>
/// <param name="Weights">-127..127, rows × columns; those of a column are at most <see cref="LargestColumn"/> in size together, so that no sum overflows.</param>
/// <param name="Shifts">For each column the bits that its sums are shifted right by, rounding; 0..<see cref="LargestShift"/>.</param>
/// <param name="Multipliers">For each column a multiplier in 1/32768, from 0.</param>
/// <param name="Biases">For each column what is added at the end, in the units of the output.</param>
internal sealed record IntegerLinear(int Rows, int Columns, sbyte[] Weights, byte[] Shifts, short[] Multipliers, short[] Biases)
{
    /// <summary>The largest shift.</summary>
    public const int LargestShift = 16;

    /// <summary>The most that the sizes of a column's weights may come to.</summary>
    public const int LargestColumn = 65534;

    /// <summary>The bits that each weight needs: 2 where all are -1, 0 or 1, 4 up to 7, else 8.</summary>
    public int WeightBits
    {
        get
        {
            int largest = Weights.Length == 0 ? 0 : Weights.Max(weight => Math.Abs((int)weight));
            return largest switch { <= 1 => 2, <= 7 => 4, _ => 8 };
        }
    }
}
