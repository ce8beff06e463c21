using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Edge.Lowering;

/// <summary>
/// Weights as programs hold them: column after column, so that a sum walks through them in order, each column from a byte of its own,
/// the first weight in the lowest bits, in two's complement.
/// </summary>
internal static class ColumnWeights
{
    /// <summary>Packs a map: bytes as signed numbers where weights have 8 bits, else unsigned.</summary>
    public static int[] Pack(IntegerLinear map)
    {
        int bits = map.WeightBits, perByte = 8 / bits, bytes = (map.Rows + perByte - 1) / perByte;
        var packed = new int[bytes * map.Columns];
        for (int column = 0; column < map.Columns; column++)
        {
            for (int row = 0; row < map.Rows; row++)
            {
                int weight = map.Weights[(row * map.Columns) + column];
                int at = (column * bytes) + (row / perByte);
                packed[at] = bits == 8 ? weight : packed[at] | ((weight & ((1 << bits) - 1)) << (row % perByte * bits));
            }
        }

        return packed;
    }
}
