namespace TinyRecursion.Execution.Integer;

/// <summary>
/// A linear map in integers: entries are narrowed to 8 bits, multiplied with 8-bit weights, summed in 32 bits, and brought back to 16
/// bits by a shift and a multiplier for each column.
/// </summary>
/// <param name="Rows">Width of the input.</param>
/// <param name="Columns">Width of the output.</param>
/// <param name="Weights">-127..127, rows × columns.</param>
/// <param name="Narrow">For each row the multiplier, in 1/32768, that makes 8-bit entries of 16-bit ones; above zero.</param>
/// <param name="Shift">Bits that sums are shifted right by, rounding; -15..31. A negative number shifts left.</param>
/// <param name="Multipliers">For each column a multiplier in 1/32768, from 0.</param>
/// <param name="Biases">For each column what is added at the end, in the units of the output.</param>
public sealed record IntegerLinear(int Rows, int Columns, sbyte[] Weights, short[] Narrow, int Shift, short[] Multipliers, short[] Biases);
