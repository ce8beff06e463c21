using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>The random vectors of one test of a head of attention, and what its keys and values make of them in a step.</summary>
/// <param name="node">The node of attention.</param>
/// <param name="number">The number of the head.</param>
internal sealed unsafe class HeadVectors(int node, int number)
{
    private ulong[] _scores = [];
    private ulong[] _mixture = [];
    private long[] _low = [];
    private long[] _high = [];

    /// <summary>r of the products of queries and keys.</summary>
    public FieldLimbs Scores { get; private set; } = new(0);

    /// <summary>r of the products of weights and values.</summary>
    public FieldLimbs Mixture { get; private set; } = new(0);

    /// <summary>What queries are multiplied with: -Kᵀ r.</summary>
    public FieldDigits Keys { get; private set; } = new(0);

    /// <summary>What weights are multiplied with: -V r.</summary>
    public FieldLimbs Values { get; private set; } = new(0);

    /// <summary>Draws vectors if there are none of this size, and multiplies keys and values with them.</summary>
    /// <param name="head">The head.</param>
    /// <param name="challenge">Where the vectors come from.</param>
    /// <param name="repetition">Which of the challenge's tests it is.</param>
    public void Prepare(in AttentionHead head, Challenge challenge, int repetition)
    {
        if (_mixture.Length != head.Width)
        {
            (_mixture, _low, _high) = (new ulong[head.Width], new long[head.Width], new long[head.Width]);
            Mixture = Drawn(challenge, repetition, part: 2 * number, _mixture);
            Keys = new FieldDigits(head.Width);
        }

        if (_scores.Length != head.Rows)
        {
            _scores = new ulong[head.Rows];
            Scores = Drawn(challenge, repetition, part: (2 * number) + 1, _scores);
            Values = new FieldLimbs(head.Rows);
        }

        MultiplyKeys(head);
        MultiplyValues(head);
    }

    private FieldLimbs Drawn(Challenge challenge, int repetition, int part, Span<ulong> elements)
    {
        // Padding is tested like all else: it must be zero.
        var padded = new ulong[new FieldLimbs(elements.Length).Length];
        challenge.Draw(repetition, node, part, padded);
        padded.AsSpan(0, elements.Length).CopyTo(elements);
        return FreivaldsVectors.LimbsOf(padded);
    }

    private void MultiplyKeys(in AttentionHead head)
    {
        // Halves of 31 and 30 bits, of which the products with all keys can be added up.
        Array.Clear(_low);
        Array.Clear(_high);
        short* key = head.Keys;
        for (int row = 0; row < head.Rows; row++, key += head.Stride)
        {
            long low = (long)(_scores[row] & int.MaxValue), high = (long)(_scores[row] >> 31);
            for (int j = 0; j < head.Width; j++)
            {
                _low[j] += low * key[j];
                _high[j] += high * key[j];
            }
        }

        for (int j = 0; j < head.Width; j++)
        {
            Keys.Set(j, MersenneField.Negate(MersenneField.Of(((Int128)_high[j] << 31) + _low[j])));
        }
    }

    private void MultiplyValues(in AttentionHead head)
    {
        short* value = head.Values;
        for (int row = 0; row < head.Rows; row++, value += head.Stride)
        {
            long low = 0, high = 0;
            for (int j = 0; j < head.Width; j++)
            {
                low += value[j] * (long)(_mixture[j] & int.MaxValue);
                high += value[j] * (long)(_mixture[j] >> 31);
            }

            Values.Set(row, MersenneField.Negate(MersenneField.Of(((Int128)high << 31) + low)));
        }
    }
}
