using TinyRecursion.Recursion.Planning;

namespace TinyRecursion.Tests.Recursion.Planning;

/// <summary>A random directed graph with costs: state 0 is the start, a few states are goals.</summary>
internal sealed class GraphSpace : IStateSpace<int>
{
    private readonly Successor<int>[][] _edges;
    private readonly bool[] _goals;

    /// <summary>Draws a graph; goals may be out of reach.</summary>
    public GraphSpace(ulong seed, int states)
    {
        var random = new SeededRandom(seed);
        _edges = new Successor<int>[states][];
        _goals = new bool[states];
        for (int state = 0; state < states; state++)
        {
            _edges[state] = new Successor<int>[random.NextInt32(4)];
            for (byte action = 0; action < _edges[state].Length; action++)
            {
                _edges[state][action] = new Successor<int>(random.NextInt32(states), action, 1 + random.NextInt32(9));
            }
        }

        _goals[states - 1] = true;
        _goals[random.NextInt32(states)] = true;
        CostsToGo = Backwards();
    }

    /// <summary>The true cost-to-go of every state, infinite where no goal can be reached.</summary>
    public double[] CostsToGo { get; }

    /// <inheritdoc/>
    public int MaximumSuccessors => 3;

    /// <inheritdoc/>
    public int Expand(int state, Span<Successor<int>> successors)
    {
        _edges[state].CopyTo(successors);
        return _edges[state].Length;
    }

    /// <inheritdoc/>
    /// <remarks>A weak hash, so that probing is tried.</remarks>
    public ulong Hash(int state) => (ulong)state / 8;

    /// <inheritdoc/>
    public bool IsGoal(int state) => _goals[state];

    // Bellman and Ford: slow and plain.
    private double[] Backwards()
    {
        double[] costs = [.. _goals.Select(goal => goal ? 0 : double.PositiveInfinity)];
        for (int round = 0; round < costs.Length; round++)
        {
            for (int state = 0; state < costs.Length; state++)
            {
                foreach (Successor<int> successor in _edges[state])
                {
                    costs[state] = Math.Min(costs[state], successor.Cost + costs[successor.State]);
                }
            }
        }

        return costs;
    }
}
