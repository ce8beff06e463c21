namespace TinyRecursion.Training.Gradients;

/// <summary>
/// The gradient of a table of which few rows are looked up, such as an embedding for each puzzle: only the rows that
/// were touched take memory.
/// </summary>
/// <param name="stride">Floats of a row, padding included.</param>
internal sealed unsafe class SparseRows(int stride)
{
    private readonly Dictionary<int, int> _places = [];
    private readonly List<int> _touched = [];

    // Pinned, so that kernels may hold pointers into them; reused after a clear.
    private readonly List<float[]> _rows = [];

    /// <summary>The rows that were touched since the last clear, in the order in which they were.</summary>
    public IReadOnlyList<int> Touched => _touched;

    /// <summary>A row's gradient; touches it.</summary>
    public float* Row(int row)
    {
        if (!_places.TryGetValue(row, out int place))
        {
            place = _touched.Count;
            _places.Add(row, place);
            _touched.Add(row);
            if (_rows.Count == place)
            {
                _rows.Add(GC.AllocateArray<float>(stride, pinned: true));
            }
        }

        return (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _rows[place][0]);
    }

    /// <summary>Forgets every row.</summary>
    public void Clear()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            Array.Clear(_rows[i]);
        }

        _touched.Clear();
        _places.Clear();
    }
}
