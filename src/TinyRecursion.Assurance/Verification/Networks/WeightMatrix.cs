namespace TinyRecursion.Assurance.Verification.Networks;

/// <summary>
/// The weights of an affine map, outputs × inputs, as the file's own float32 values: dense where most are not zero, compressed rows otherwise.
/// Immutable and safe to share between threads.
/// </summary>
internal sealed class WeightMatrix
{
    // Below this share of entries that are not zero, compressed rows are faster.
    private const double DenseShare = 0.3;

    private readonly double[]? _dense;
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    /// <summary>Wraps compressed rows.</summary>
    /// <param name="inputs">The number of columns.</param>
    /// <param name="starts">Where each row starts, and the end.</param>
    /// <param name="columns">The column of each entry, ascending in a row.</param>
    /// <param name="values">The entries, none zero.</param>
    public WeightMatrix(int inputs, int[] starts, int[] columns, float[] values)
    {
        Inputs = inputs;
        Stride = RowVectors.Padded(inputs);
        (_starts, _columns, _values) = (starts, columns, values);
        if (values.Length > DenseShare * Outputs * inputs)
        {
            _dense = new double[Outputs * Stride];
            for (int row = 0; row < Outputs; row++)
            {
                for (int at = starts[row]; at < starts[row + 1]; at++)
                {
                    _dense[(row * Stride) + columns[at]] = values[at];
                }
            }
        }
    }

    /// <summary>The number of inputs, which is that of columns.</summary>
    public int Inputs { get; }

    /// <summary>The number of outputs, which is that of rows.</summary>
    public int Outputs => _starts.Length - 1;

    /// <summary>The entries of a dense row with its padding.</summary>
    public int Stride { get; }

    /// <summary>All rows side by side, padded with zeros; null for a sparse matrix.</summary>
    public double[]? Dense => _dense;

    /// <summary>Makes a matrix of dense rows, outputs × inputs.</summary>
    public static WeightMatrix Of(int outputs, int inputs, Func<int, int, float> entry)
    {
        var starts = new int[outputs + 1];
        var columns = new List<int>();
        var values = new List<float>();
        for (int row = 0; row < outputs; row++)
        {
            for (int column = 0; column < inputs; column++)
            {
                if (entry(row, column) is not 0 and var value)
                {
                    columns.Add(column);
                    values.Add(value);
                }
            }

            starts[row + 1] = values.Count;
        }

        return new WeightMatrix(inputs, starts, [.. columns], [.. values]);
    }

    /// <summary>The entries of a row that are not zero.</summary>
    /// <param name="row">The row.</param>
    /// <param name="values">Their values.</param>
    /// <returns>Their columns.</returns>
    public ReadOnlySpan<int> Row(int row, out ReadOnlySpan<float> values)
    {
        (int start, int length) = (_starts[row], _starts[row + 1] - _starts[row]);
        values = _values.AsSpan(start, length);
        return _columns.AsSpan(start, length);
    }
}
