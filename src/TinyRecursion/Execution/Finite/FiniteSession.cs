using System.Runtime.InteropServices;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Finite;

/// <summary>
/// A finite machine at work on one problem. A step looks up only the cells of which something that they look at changed
/// in the step before, so a wave across a million cells costs what the wave touches. For use by one thread at a time.
/// </summary>
/// <param name="shape">The machine's shape.</param>
/// <param name="table">Its table.</param>
/// <param name="logitsOfSymbols">The logits of each symbol, one after another.</param>
internal sealed class FiniteSession(FiniteShape shape, ushort[] table, float[] logitsOfSymbols) : RuleSession(shape.StateWidth), ICanonicalState
{
    private readonly int[] _slotStrides = [.. shape.Strides.AsSpan(shape.InputCount - shape.Degree).ToArray().Select(stride => (int)stride)];
    private readonly int _ownStride = shape.ReadsOwn ? (int)shape.Strides[shape.FeatureKinds.Count] : 0;
    private ushort[] _symbols = [];
    private int[] _base = [];
    private int[] _neighbours = [];
    private int[] _readerStarts = [];
    private int[] _readers = [];
    private int[] _queue = [];
    private int[] _queuedAt = [];
    private int[] _changed = [];
    private ushort[] _next = [];
    private float[] _logits = [];
    private int _queued;
    private int _changes;
    private bool _all;
    private int _stamp;

    StateKind ICanonicalState.Kind => StateKind.Symbols;

    /// <summary>The bound problem's symbols, one a cell.</summary>
    public ReadOnlySpan<ushort> Symbols => _symbols.AsSpan(0, Problem.Cells);

    /// <summary>Sets the state by its symbols, and the step count to zero.</summary>
    /// <param name="symbols">One a cell, each below <see cref="FiniteShape.Symbols"/>.</param>
    /// <exception cref="ArgumentException">There are not as many as cells, or one is none.</exception>
    public void SetSymbols(ReadOnlySpan<ushort> symbols)
    {
        if (symbols.Length != Problem.Cells || symbols.IndexOfAnyExceptInRange((ushort)0, (ushort)(shape.Symbols - 1)) >= 0)
        {
            throw new ArgumentException($"{symbols.Length} symbols below {shape.Symbols} expected for {Problem.Cells} cells.", nameof(symbols));
        }

        symbols.CopyTo(_symbols);
        StepCount = 0;
        Restart();
    }

    ReadOnlySpan<byte> ICanonicalState.Bytes() => StateBytes.Of(MemoryMarshal.Cast<ushort, short>(Symbols));

    protected override void Prepare(Problem problem)
    {
        BindFeatures(problem);
        BindNeighbours(problem);
        _symbols = new ushort[problem.Cells];
        _queuedAt = new int[problem.Cells];
        (_queue, _changed, _next) = (new int[problem.Cells], new int[problem.Cells], new ushort[problem.Cells]);
        _stamp = 0;
    }

    /// <summary>Sets every cell to symbol 0.</summary>
    protected override void WriteStart()
    {
        Array.Clear(_symbols, 0, Problem.Cells);
        Restart();
    }

    /// <summary>Sets the state.</summary>
    /// <param name="state">Cells × state width, row by row; each row is a symbol.</param>
    /// <exception cref="ArgumentException">A row is no symbol: the machine knows nothing in between.</exception>
    protected override void WriteState(ReadOnlySpan<float> state)
    {
        for (int cell = 0; cell < Problem.Cells; cell++)
        {
            int symbol = shape.Read(state.Slice(cell * StateWidth, StateWidth));
            _next[cell] = symbol >= 0
                ? (ushort)symbol
                : throw new ArgumentException($"The state of cell {cell} is no symbol of the machine's alphabet.", nameof(state));
        }

        (_symbols, _next) = (_next, _symbols);
        Restart();
    }

    protected override void ReadState(Span<float> state)
    {
        for (int cell = 0; cell < Problem.Cells; cell++)
        {
            shape.Write(_symbols[cell], state.Slice(cell * StateWidth, StateWidth));
        }
    }

    protected override void Advance()
    {
        _changes = 0;
        if (_all)
        {
            LookUpAll();
        }
        else
        {
            LookUpQueued();
        }

        // Where most cells change, going through all of them is quicker than queueing their readers.
        _all = _changes > Problem.Cells / 4;
        if (!_all)
        {
            QueueReaders();
        }
    }

    protected override ReadOnlySpan<float> ReadLogits()
    {
        int width = logitsOfSymbols.Length / shape.Symbols;
        if (_logits.Length != Problem.Cells * width)
        {
            _logits = new float[Problem.Cells * width];
        }

        for (int cell = 0; cell < Problem.Cells; cell++)
        {
            logitsOfSymbols.AsSpan(_symbols[cell] * width, width).CopyTo(_logits.AsSpan(cell * width));
        }

        return _logits;
    }

    /// <summary>1 if a symbol changed in the last step, else 0, which is the largest change of any entry.</summary>
    protected override float LargestChange() => _changes > 0 ? 1f : 0f;

    /// <summary>Looks every cell up and lists those that change.</summary>
    private void LookUpAll()
    {
        int cells = Problem.Cells;
        for (int cell = 0; cell < cells; cell++)
        {
            _next[cell] = table[KeyOf(cell)];
        }

        for (int cell = 0; cell < cells; cell++)
        {
            if (_next[cell] != _symbols[cell])
            {
                _changed[_changes++] = cell;
            }
        }

        (_symbols, _next) = (_next, _symbols);
    }

    /// <summary>Looks up the cells in the queue and lists those that change.</summary>
    private void LookUpQueued()
    {
        for (int i = 0; i < _queued; i++)
        {
            int cell = _queue[i];
            ushort next = table[KeyOf(cell)];
            if (next != _symbols[cell])
            {
                _next[_changes] = next;
                _changed[_changes++] = cell;
            }
        }

        // Only now: every cell looked at the state before.
        for (int i = 0; i < _changes; i++)
        {
            _symbols[_changed[i]] = _next[i];
        }
    }

    private int KeyOf(int cell)
    {
        ushort[] symbols = _symbols;
        int key = _base[cell] + (symbols[cell] * _ownStride);
        ReadOnlySpan<int> strides = _slotStrides;
        ReadOnlySpan<int> neighbours = _neighbours.AsSpan(cell * strides.Length, strides.Length);
        for (int slot = 0; slot < neighbours.Length; slot++)
        {
            int neighbour = neighbours[slot];
            if (neighbour != NeighbourRelation.None)
            {
                key += symbols[neighbour] * strides[slot];
            }
        }

        return key;
    }

    private void QueueReaders()
    {
        _queued = 0;
        _stamp++;
        for (int i = 0; i < _changes; i++)
        {
            int cell = _changed[i];
            if (shape.ReadsOwn)
            {
                Queue(cell);
            }

            for (int at = _readerStarts[cell]; at < _readerStarts[cell + 1]; at++)
            {
                Queue(_readers[at]);
            }
        }
    }

    private void Queue(int cell)
    {
        if (_queuedAt[cell] != _stamp)
        {
            _queuedAt[cell] = _stamp;
            _queue[_queued++] = cell;
        }
    }

    private void Restart()
    {
        _changes = 0;
        _all = true;
    }

    private void BindFeatures(Problem problem)
    {
        int columns = shape.FeatureKinds.Count;
        if (problem.FeatureColumns != columns)
        {
            throw new ArgumentException(
                $"The problem has {problem.FeatureColumns} features a cell, the machine needs {columns}.", nameof(problem));
        }

        _base = new int[problem.Cells];
        for (int cell = 0, at = 0; cell < problem.Cells; cell++)
        {
            for (int column = 0; column < columns; column++, at++)
            {
                int feature = problem.Features[at];
                _base[cell] += feature < shape.FeatureKinds[column]
                    ? feature * (int)shape.Strides[column]
                    : throw new ArgumentException(
                        $"Feature {column} of cell {cell} is {feature}, the machine knows 0..{shape.FeatureKinds[column] - 1}.", nameof(problem));
            }
        }
    }

    private void BindNeighbours(Problem problem)
    {
        _readerStarts = new int[problem.Cells + 1];
        (_neighbours, _readers) = ([], []);
        if (shape.Relation is not { } name)
        {
            return;
        }

        NeighbourRelation relation = problem.Topology.Neighbours(name);
        if (relation.Degree != shape.Degree)
        {
            throw new ArgumentException(
                $"Relation '{name}' has {relation.Degree} neighbours a cell, the machine needs {shape.Degree}.", nameof(problem));
        }

        _neighbours = relation.Neighbours.ToArray();
        foreach (int neighbour in _neighbours)
        {
            if (neighbour != NeighbourRelation.None)
            {
                _readerStarts[neighbour + 1]++;
            }
        }

        for (int cell = 0; cell < problem.Cells; cell++)
        {
            _readerStarts[cell + 1] += _readerStarts[cell];
        }

        _readers = new int[_readerStarts[problem.Cells]];
        int[] next = _readerStarts[..problem.Cells];
        for (int at = 0; at < _neighbours.Length; at++)
        {
            if (_neighbours[at] != NeighbourRelation.None)
            {
                _readers[next[_neighbours[at]]++] = at / relation.Degree;
            }
        }
    }
}
