using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Finite;

/// <summary>
/// What a cell of a finite machine looks at and how many answers there are: the features of the cell, its own symbol if
/// the rule reads it, and the symbols of its ordered neighbours, a missing one counting as symbol 0. Every combination
/// is one entry of the machine's table, numbered by <see cref="Key"/>. Immutable and safe to share between threads.
/// </summary>
/// <remarks>
/// A symbol is the number of a row of the state: the row's blocks as digits to the base of the alphabet, the first
/// block the most significant; a block's digit is 0 for zeros, or one more than the place of its one.
/// </remarks>
internal sealed class FiniteShape
{
    private readonly int[] _featureKinds;
    private readonly int[] _radixes;

    /// <summary>Describes what cells look at.</summary>
    /// <param name="featureKinds">For each feature column of a problem, how many values it takes, from 0; each at least one.</param>
    /// <param name="blockWidth">Width of a block of the state; its alphabet has one symbol more.</param>
    /// <param name="blocks">Blocks of the state, at least one.</param>
    /// <param name="readsOwn">Whether a cell looks at its own symbol.</param>
    /// <param name="relation">The neighbour relation, or null for none.</param>
    /// <param name="degree">Its number of neighbours; 0 for no relation.</param>
    /// <exception cref="ArgumentException">A number is out of range, or there are more than 65,536 symbols.</exception>
    public FiniteShape(IReadOnlyList<int> featureKinds, int blockWidth, int blocks, bool readsOwn, string? relation, int degree)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        if (featureKinds.Any(kinds => kinds < 1))
        {
            throw new ArgumentException("A feature takes no value at all.", nameof(featureKinds));
        }

        if (relation is null != (degree == 0))
        {
            throw new ArgumentException($"{degree} neighbours of {(relation is null ? "no relation" : $"relation '{relation}'")}.", nameof(degree));
        }

        double symbols = Math.Pow(blockWidth + 1.0, blocks);
        if (symbols > ushort.MaxValue + 1)
        {
            throw new ArgumentException($"{symbols:g3} symbols; a finite machine has at most {ushort.MaxValue + 1}.", nameof(blocks));
        }

        _featureKinds = [.. featureKinds];
        (BlockWidth, Blocks, ReadsOwn, Relation, Degree, Symbols) = (blockWidth, blocks, readsOwn, relation, degree, (int)symbols);
        _radixes = [.. _featureKinds, .. Enumerable.Repeat(Symbols, (readsOwn ? 1 : 0) + degree)];
        Strides = new long[_radixes.Length];
        double size = 1;
        for (int i = _radixes.Length - 1; i >= 0; i--)
        {
            Strides[i] = (long)size;
            size *= _radixes[i];
            if (size > long.MaxValue / 2)
            {
                throw new ArgumentException("The local domain is beyond counting.", nameof(featureKinds));
            }
        }

        Size = (long)size;
    }

    /// <summary>For each feature column, how many values it takes.</summary>
    public IReadOnlyList<int> FeatureKinds => _featureKinds;

    /// <summary>Width of a block of the state.</summary>
    public int BlockWidth { get; }

    /// <summary>Blocks of the state.</summary>
    public int Blocks { get; }

    /// <summary>Width of the state, blocks × block width.</summary>
    public int StateWidth => Blocks * BlockWidth;

    /// <summary>Symbols that a cell may hold.</summary>
    public int Symbols { get; }

    /// <summary>Whether a cell looks at its own symbol.</summary>
    public bool ReadsOwn { get; }

    /// <summary>The neighbour relation, or null for none.</summary>
    public string? Relation { get; }

    /// <summary>Neighbours of a cell.</summary>
    public int Degree { get; }

    /// <summary>What a cell looks at: its features, its own symbol if it is read, its neighbours' symbols.</summary>
    public int InputCount => _radixes.Length;

    /// <summary>How many combinations of inputs there are.</summary>
    public long Size { get; }

    /// <summary>How far apart in the table two entries are that differ by one in an input.</summary>
    internal long[] Strides { get; }

    /// <summary>The shape of a neural rule.</summary>
    /// <param name="graph">A rule whose next state is a snap and which is local: only operations of <see cref="FiniteRules.Allows"/>, and no neighbours but those of one relation, of which it gathers the state.</param>
    /// <param name="featureKinds">For each feature column, how many values it takes.</param>
    /// <exception cref="ArgumentException">The rule is no such rule; the message says why.</exception>
    public static FiniteShape Of(RuleGraph graph, params IReadOnlyList<int> featureKinds)
    {
        FiniteRules.RequireLocal(graph);
        FiniteRules.Require(
            featureKinds.Count == graph.FeatureColumns,
            $"it has {graph.FeatureColumns} features a cell, not {featureKinds.Count}");
        int width = FiniteRules.SnapOf(graph)!.Width;
        RelationUse? near = graph.Relations is [var one, ..] ? one : null;
        bool readsOwn = graph.Nodes.Any(node => node.Operation.Reach is Reach.Row && node.Inputs.Contains(graph.StateNode));
        return new FiniteShape(featureKinds, width, graph.StateWidth / width, readsOwn, near?.Name, near?.Degree ?? 0);
    }

    /// <summary>The number of a combination of inputs, from 0 to below <see cref="Size"/>.</summary>
    /// <param name="inputs"><see cref="InputCount"/> numbers: features, own symbol if it is read, neighbours' symbols.</param>
    /// <exception cref="ArgumentException">An input is out of range.</exception>
    public long Key(ReadOnlySpan<int> inputs)
    {
        RequireCount(inputs.Length);
        long key = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            key += (uint)inputs[i] < (uint)_radixes[i]
                ? inputs[i] * Strides[i]
                : throw new ArgumentException($"Input {i} is {inputs[i]}, outside 0..{_radixes[i] - 1}.", nameof(inputs));
        }

        return key;
    }

    /// <summary>The inputs of a number, see <see cref="Key"/>.</summary>
    /// <param name="key">The number.</param>
    /// <param name="inputs">Receives <see cref="InputCount"/> numbers.</param>
    public void Inputs(long key, Span<int> inputs)
    {
        RequireCount(inputs.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(key, Size);
        for (int i = 0; i < inputs.Length; i++)
        {
            (long value, key) = Math.DivRem(key, Strides[i]);
            inputs[i] = (int)value;
        }
    }

    /// <summary>Writes a symbol as a row of the state.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="row">Receives <see cref="StateWidth"/> numbers.</param>
    public void Write(int symbol, Span<float> row)
    {
        row[..StateWidth].Clear();
        for (int block = Blocks - 1; block >= 0; block--)
        {
            (symbol, int digit) = Math.DivRem(symbol, BlockWidth + 1);
            if (digit > 0)
            {
                row[(block * BlockWidth) + digit - 1] = 1f;
            }
        }
    }

    /// <summary>The symbol of a row of the state.</summary>
    /// <param name="row"><see cref="StateWidth"/> numbers.</param>
    /// <returns>The symbol, or -1 for a row that is none.</returns>
    public int Read(ReadOnlySpan<float> row)
    {
        int symbol = 0;
        for (int at = 0; at < StateWidth; at += BlockWidth)
        {
            int digit = 0;
            for (int j = 0; j < BlockWidth; j++)
            {
                if (row[at + j] == 1f && digit == 0)
                {
                    digit = j + 1;
                }
                else if (row[at + j] != 0f)
                {
                    return -1;
                }
            }

            symbol = (symbol * (BlockWidth + 1)) + digit;
        }

        return symbol;
    }

    /// <summary>
    /// The smallest lead, over the blocks of a row, of the right digit over every other: above zero, the snap chooses the
    /// right symbol, and no error of less than half the lead would change that.
    /// </summary>
    /// <param name="values">The row before the snap; zero stands for digit 0.</param>
    /// <param name="symbol">The right symbol.</param>
    /// <returns>The lead; not a number if a value is not.</returns>
    public float Margin(ReadOnlySpan<float> values, int symbol)
    {
        float smallest = float.PositiveInfinity;
        for (int at = StateWidth - BlockWidth; at >= 0; at -= BlockWidth)
        {
            (symbol, int digit) = Math.DivRem(symbol, BlockWidth + 1);
            ReadOnlySpan<float> block = values.Slice(at, BlockWidth);
            float right = digit == 0 ? 0f : block[digit - 1], rival = digit == 0 ? float.NegativeInfinity : 0f;
            for (int j = 0; j < block.Length; j++)
            {
                rival = j + 1 == digit ? rival : MathF.Max(rival, block[j]);
            }

            smallest = MathF.Min(smallest, right - rival);
        }

        return smallest;
    }

    /// <summary>Whether another shape is the same.</summary>
    /// <param name="other">The other shape.</param>
    public bool Matches(FiniteShape other)
    {
        return _featureKinds.AsSpan().SequenceEqual(other._featureKinds)
            && (BlockWidth, Blocks, ReadsOwn, Relation, Degree)
            == (other.BlockWidth, other.Blocks, other.ReadsOwn, other.Relation, other.Degree);
    }

    public override string ToString() =>
        $"features of {(_featureKinds.Length == 0 ? "none" : string.Join(" × ", _featureKinds))} kinds, {Symbols} symbols, "
        + $"{(ReadsOwn ? "own and " : string.Empty)}{Degree} neighbours";

    private void RequireCount(int count)
    {
        if (count != InputCount)
        {
            throw new ArgumentException($"{count} inputs, a cell looks at {InputCount}.");
        }
    }
}
