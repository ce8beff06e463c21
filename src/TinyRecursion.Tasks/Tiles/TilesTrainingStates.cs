using System.Numerics;
using TinyRecursion.Learning;
using TinyRecursion.Problems;
using TinyRecursion.Recursion.Planning;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>Boards of one side with the number of moves that a plan takes from them.</summary>
internal abstract class TilesTrainingStates
{
    /// <summary>The number of boards.</summary>
    public abstract int Count { get; }

    /// <summary>Opens an empty collection for a side.</summary>
    public static TilesTrainingStates For(int side) => side <= 4 ? new Of<ulong>(side) : new Of<UInt128>(side);

    /// <summary>Adds the boards that moves go through.</summary>
    /// <param name="board">The first one.</param>
    /// <param name="goal">The order that the moves reach.</param>
    /// <param name="moves">The moves, which were checked.</param>
    public abstract void Add(TilesBoard board, TilesGoal goal, IReadOnlyList<TilesMove> moves);

    /// <summary>
    /// Makes an example of many boards drawn at random, half of them one move off the plan: search has to tell those from the
    /// boards on it. They count as one move further away, since most of them are. Half are mirrored.
    /// </summary>
    public abstract TrainingExample Draw(ref SeededRandom random);

    private sealed class Of<TKey> : TilesTrainingStates
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        private readonly TilesSpace<TKey> _space;
        private readonly TilesEncoding<TKey> _encoding;
        private readonly List<(TKey State, int Moves, byte Next)> _states = [];

        public Of(int side)
        {
            _space = new TilesSpace<TKey>(side);
            _encoding = new TilesEncoding<TKey>(_space);
        }

        public override int Count => _states.Count;

        public override void Add(TilesBoard board, TilesGoal goal, IReadOnlyList<TilesMove> moves)
        {
            TKey state = _space.KeyOf(board, goal);
            for (int i = 0; i < moves.Count; i++)
            {
                byte action = TilesSpace<TKey>.ActionOf(moves[i], goal);
                _states.Add((state, moves.Count - i, action));
                Plan.Replay(_space, state, [action], out state);
            }
        }

        public override TrainingExample Draw(ref SeededRandom random)
        {
            var states = new TKey[_encoding.BatchSize];
            var targets = new float[states.Length];
            Span<Successor<TKey>> successors = new Successor<TKey>[_space.MaximumSuccessors];
            for (int i = 0; i < states.Length; i++)
            {
                (TKey state, int moves, byte next) = _states[random.NextInt32(_states.Count)];
                if (random.NextInt32(2) == 0)
                {
                    Successor<TKey> successor = successors[random.NextInt32(_space.Expand(state, successors))];
                    (state, moves) = (successor.State, successor.Action == next ? moves - 1 : moves + 1);
                }

                targets[i] = _encoding.TargetOf(state, moves);
                states[i] = random.NextInt32(2) == 0 ? state : _space.Mirrored(state);
            }

            Problem problem = _encoding.Encode(states);
            return new TrainingExample(problem, new GroupSumLoss(problem.Topology.Groups(TilesRule.BoardRelation), targets));
        }
    }
}
