using System.Numerics;
using TinyRecursion.Problems;
using TinyRecursion.Recursion.Planning;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>
/// Shows boards to a rule. A cell is a place of a board. Its features say in which row and column it lies, and in which
/// row and column the tile on it belongs; the groups are the rows, the columns and the boards. The cost-to-go is the plain
/// one (<see cref="TilesCost{TKey}"/>: Manhattan distance and linear conflicts) plus the sum of what is read out of the board's
/// cells: the rule learns how many moves more it takes.
/// </summary>
/// <remarks>
/// Weights belong to relations and to rows and columns counted from the blank's corner, so one rule serves every side.
/// For use by several threads at once.
/// </remarks>
/// <typeparam name="TKey">The states of the space.</typeparam>
internal sealed class TilesEncoding<TKey> : IStateEncoding<TKey>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    private readonly TilesSpace<TKey> _space;
    private readonly TilesCost<TKey> _plain;
    private readonly Topology[] _topologies;
    private readonly int[] _features;
    private readonly int _places;

    /// <summary>Prepares the relations of every size of a batch.</summary>
    /// <param name="space">The boards.</param>
    public TilesEncoding(TilesSpace<TKey> space)
    {
        (_space, _places) = (space, space.Side * space.Side);
        _plain = new TilesCost<TKey>(space, withConflicts: true);
        _topologies = [.. Enumerable.Range(0, BitOperations.Log2((uint)BatchSize) + 1).Select(bits => TilesRule.TopologyOf(space.Side, 1 << bits))];
        _features = TilesRule.FeaturesOf(space.Side);
    }

    /// <remarks>So many that the activations of a batch stay in a core's cache.</remarks>
    public int BatchSize => 32;

    /// <remarks>The last board is repeated up to the next power of two, so that the relations can be kept.</remarks>
    public Problem Encode(ReadOnlySpan<TKey> states)
    {
        ArgumentOutOfRangeException.ThrowIfZero(states.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(states.Length, BatchSize);
        Topology topology = _topologies[BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)states.Length))];
        var features = new int[topology.Cells * TilesRule.FeatureColumns];
        Span<int> rest = features;
        for (int board = 0; board < topology.Cells / _places; board++)
        {
            TKey state = states[Math.Min(board, states.Length - 1)];
            for (int place = 0; place < _places; place++)
            {
                int from = ((place * _places) + _space.TileAt(state, place)) * TilesRule.FeatureColumns;
                _features.AsSpan(from, TilesRule.FeatureColumns).CopyTo(rest);
                rest = rest[TilesRule.FeatureColumns..];
            }
        }

        return new Problem(topology, TilesRule.FeatureColumns, features);
    }

    /// <summary>The sum that the readouts of a board are to reach.</summary>
    /// <param name="state">The board.</param>
    /// <param name="moves">The number of moves it is from its order.</param>
    public float TargetOf(TKey state, int moves) => moves - _plain.Of(state);

    public void Decode(ReadOnlySpan<TKey> states, ReadOnlySpan<float> logits, Span<float> costs)
    {
        for (int board = 0; board < states.Length; board++)
        {
            float sum = 0;
            foreach (float score in logits.Slice(board * _places, _places))
            {
                sum += score;
            }

            costs[board] = _plain.Of(states[board]) + Math.Max(0, sum);
        }
    }
}
