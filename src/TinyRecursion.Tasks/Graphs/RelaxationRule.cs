using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// Relaxation as a rule in plain code (Bellman 1958): each step every arc takes over its tail's arrival and its weight, and
/// every node the least arrival of its group. After as many steps as a shortest path has edges, and one, all is
/// settled. Exact for every weight that a graph can have.
/// </summary>
/// <remarks>
/// The state of a cell is its arrival, which is its distance and one, and 0 for none yet, in <see cref="RelaxationProblem.Limbs"/>
/// entries of 24 bits, lowest first; the logits are the state itself.
/// </remarks>
internal sealed class RelaxationRule : IRule
{
    public int StateWidth => RelaxationProblem.Limbs;

    public IRuleSession Open() => new Session();

    /// <summary>The arrival that entries of a state stand for.</summary>
    internal static long Read(ReadOnlySpan<float> limbs)
    {
        long value = 0;
        for (int limb = limbs.Length - 1; limb >= 0; limb--)
        {
            value = (value << RelaxationProblem.LimbBits) | (long)limbs[limb];
        }

        return value;
    }

    private static void Write(long value, Span<float> limbs)
    {
        for (int limb = 0; limb < limbs.Length; limb++)
        {
            limbs[limb] = (value >> (limb * RelaxationProblem.LimbBits)) & ((1 << RelaxationProblem.LimbBits) - 1);
        }
    }

    private sealed class Session() : RuleSession(RelaxationProblem.Limbs), ICanonicalState
    {
        private long[] _weights = [];
        private long[] _arrivals = [];
        private long[] _before = [];
        private float[] _logits = [];

        protected override void Prepare(Problem problem)
        {
            if (problem.FeatureColumns != RelaxationProblem.Features)
            {
                throw new ArgumentException(
                    $"The problem has {problem.FeatureColumns} features a cell, the rule needs {RelaxationProblem.Features}.", nameof(problem));
            }

            _ = problem.Topology.Groups(GraphWave.Into);
            _ = problem.Topology.Neighbours(GraphWave.Before);
            _weights = new long[problem.Cells];
            for (int cell = 0; cell < problem.Cells; cell++)
            {
                ReadOnlySpan<int> limbs = problem.Features.Slice((cell * RelaxationProblem.Features) + 1, RelaxationProblem.Limbs);
                for (int limb = limbs.Length - 1; limb >= 0; limb--)
                {
                    _weights[cell] = (_weights[cell] << RelaxationProblem.LimbBits) | (long)limbs[limb];
                }
            }

            _arrivals = new long[problem.Cells];
            _before = new long[problem.Cells];
            _logits = new float[problem.Cells * StateWidth];
        }

        StateKind ICanonicalState.Kind => StateKind.Numbers;

        ReadOnlySpan<byte> ICanonicalState.Bytes() => StateBytes.Of(Readout());

        protected override void WriteStart() => Array.Clear(_arrivals);

        protected override void WriteState(ReadOnlySpan<float> state)
        {
            for (int cell = 0; cell < _arrivals.Length; cell++)
            {
                _arrivals[cell] = Read(state.Slice(cell * StateWidth, StateWidth));
            }
        }

        protected override void ReadState(Span<float> state)
        {
            for (int cell = 0; cell < _arrivals.Length; cell++)
            {
                Write(_arrivals[cell], state.Slice(cell * StateWidth, StateWidth));
            }
        }

        protected override void Advance()
        {
            Problem problem = Problem;
            (_before, _arrivals) = (_arrivals, _before);
            _before.CopyTo(_arrivals, 0);
            ReadOnlySpan<int> tails = problem.Topology.Neighbours(GraphWave.Before).Neighbours;
            for (int cell = 0; cell < tails.Length; cell++)
            {
                if (tails[cell] != NeighbourRelation.None && _before[tails[cell]] > 0)
                {
                    _arrivals[cell] = _before[tails[cell]] + _weights[cell];
                }
                else if (problem.Features[cell * RelaxationProblem.Features] == RelaxationProblem.SourceKind)
                {
                    _arrivals[cell] = 1;
                }
            }

            GroupRelation into = problem.Topology.Groups(GraphWave.Into);
            for (int group = 0; group < into.GroupCount; group++)
            {
                // A group's node is its only member without a tail.
                int node = -1;
                long least = long.MaxValue;
                foreach (int cell in into.MembersOf(group))
                {
                    node = tails[cell] == NeighbourRelation.None ? cell : node;
                    least = _arrivals[cell] > 0 ? Math.Min(least, _arrivals[cell]) : least;
                }

                if (node >= 0 && least < long.MaxValue)
                {
                    _arrivals[node] = least;
                }
            }
        }

        protected override ReadOnlySpan<float> ReadLogits()
        {
            ReadState(_logits);
            return _logits;
        }

        protected override float LargestChange()
        {
            long largest = 0;
            for (int cell = 0; cell < _arrivals.Length; cell++)
            {
                largest = Math.Max(largest, Math.Abs(_arrivals[cell] - _before[cell]));
            }

            return largest;
        }
    }
}
