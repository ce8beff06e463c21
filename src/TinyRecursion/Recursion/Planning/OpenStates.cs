using System.Runtime.InteropServices;

namespace TinyRecursion.Recursion.Planning;

/// <summary>The nodes of a best-first search and the queue of those to go on from.</summary>
/// <param name="run">What pays for memory and counts.</param>
/// <param name="weight">The factor of estimates.</param>
/// <param name="batchSize">States gone through at once.</param>
internal sealed class OpenStates<TState>(PlanningRun<TState> run, float weight, int batchSize)
    where TState : unmanaged, IEquatable<TState>
{
    private const int NoParent = -1;

    private readonly NodeList<Node> _nodes = new(run.Budget);
    private readonly StateTable<TState> _numbers = new(run.Space, run.Budget);
    private readonly SearchQueue _queue = new(run.Budget);
    private readonly Successor<TState>[] _successors = new Successor<TState>[run.Space.MaximumSuccessors];
    private readonly int[] _batch = run.Allocate<int>(batchSize);
    private readonly int[] _new = run.Allocate<int>((long)batchSize * run.Space.MaximumSuccessors);
    private readonly TState[] _newStates = run.Allocate<TState>((long)batchSize * run.Space.MaximumSuccessors);
    private readonly float[] _estimates = run.Allocate<float>((long)batchSize * run.Space.MaximumSuccessors);
    private int _batchCount;
    private int _newCount;

    /// <summary>The goal that came first in the queue, once one did.</summary>
    public int? Goal { get; private set; }

    /// <summary>Entries of the queue.</summary>
    public int Count => _queue.Count;

    /// <summary>Starts at a state.</summary>
    public void Begin(TState start)
    {
        Reach(new Successor<TState>(start, 0, 0), NoParent);
        QueueNew();
    }

    /// <summary>Takes the next nodes from the queue; false if there are none left.</summary>
    /// <remarks>
    /// A goal ends the search only when nothing before it in the queue is left to be gone through, so a batch ends before a
    /// goal: that is what keeps plans as cheap as without batches.
    /// </remarks>
    public bool TakeBatch()
    {
        _batchCount = 0;
        while (_queue.Count > 0 && _batchCount < _batch.Length)
        {
            (ulong key, int number) = _queue.Pop();
            if (key != KeyOf(_nodes[number]) || _nodes[number].IsClosed)
            {
                // Reached at a lower cost after this entry was made, or gone through already.
                continue;
            }

            if (run.Space.IsGoal(_nodes[number].State))
            {
                if (_batchCount == 0)
                {
                    Goal = number;
                    return true;
                }

                _queue.Push(key, number);
                return true;
            }

            _nodes[number].IsClosed = true;
            _batch[_batchCount++] = number;
        }

        return _batchCount > 0;
    }

    /// <summary>Goes through the batch: lists successors, estimates the new ones and puts them into the queue.</summary>
    public void Expand()
    {
        for (int i = 0; i < _batchCount; i++)
        {
            int count = run.Space.Expand(_nodes[_batch[i]].State, _successors);
            run.Expanded++;
            for (int j = 0; j < count; j++)
            {
                Reach(_successors[j], _batch[i]);
            }
        }

        QueueNew();
    }

    /// <summary>The actions from the start to a node.</summary>
    public byte[] ActionsTo(int number)
    {
        List<byte> actions = [];
        for (; _nodes[number].Parent != NoParent; number = _nodes[number].Parent)
        {
            actions.Add(_nodes[number].Action);
        }

        actions.Reverse();
        return [.. actions];
    }

    private void Reach(in Successor<TState> successor, int parent)
    {
        float cost = parent == NoParent ? 0 : _nodes[parent].Cost + successor.Cost;
        int number = _numbers.FindOrAdd(successor.State, _nodes.Count);
        if (number < 0)
        {
            int depth = parent == NoParent ? 0 : _nodes[parent].Depth + 1;
            run.Depth = Math.Max(run.Depth, depth);
            _new[_newCount] = _nodes.Add(new Node
            {
                State = successor.State, Parent = parent, Depth = depth, Action = successor.Action, Cost = cost,
            });
            _newStates[_newCount++] = successor.State;
            return;
        }

        ref Node node = ref _nodes[number];
        if (cost < node.Cost)
        {
            (node.Cost, node.Parent, node.Action, node.IsClosed) = (cost, parent, successor.Action, false);
            node.Depth = _nodes[parent].Depth + 1;
            if (node.IsEstimated)
            {
                Queue(number);
            }
        }
    }

    /// <summary>Estimates the nodes met for the first time and puts them into the queue.</summary>
    private void QueueNew()
    {
        run.Estimate(_newStates.AsSpan(0, _newCount), _estimates);
        for (int i = 0; i < _newCount; i++)
        {
            ref Node node = ref _nodes[_new[i]];
            (node.Estimate, node.IsEstimated) = (_estimates[i], true);
            Queue(_new[i]);
        }

        _newCount = 0;
    }

    private void Queue(int number)
    {
        // What leads nowhere is remembered but never gone through.
        if (float.IsFinite(_nodes[number].Estimate))
        {
            _queue.Push(KeyOf(_nodes[number]), number);
        }
    }

    private ulong KeyOf(in Node node) => SearchQueue.Key(
        node.Cost + (weight * node.Estimate), BitConverter.SingleToUInt32Bits(node.Estimate + 0f));

    [StructLayout(LayoutKind.Auto)]
    private struct Node
    {
        public TState State;
        public int Parent;
        public int Depth;
        public float Cost;
        public float Estimate;
        public byte Action;
        public bool IsClosed;
        public bool IsEstimated;
    }
}
