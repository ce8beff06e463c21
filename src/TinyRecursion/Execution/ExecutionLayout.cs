using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution;

/// <summary>
/// Where the values of a rule lie in a session's arena for the problem that is bound: first what is computed once,
/// then what each step overwrites, at times one value over another, then the slots in which the values of the last steps are kept.
/// </summary>
/// <typeparam name="T">What the values are made of.</typeparam>
/// <param name="plan">The rule's plan.</param>
/// <param name="keptSteps">How many steps are kept.</param>
/// <param name="ownInputs">Whether a step's starting state is kept beside the state that the step before it reached.</param>
/// <param name="scratchOf">Entries of memory that the kernel of a node needs while it runs.</param>
internal sealed unsafe class ExecutionLayout<T>(ExecutionPlan plan, int keptSteps, bool ownInputs, Func<Node, Problem, long> scratchOf) : IDisposable
    where T : unmanaged
{
    private readonly Arena<T> _arena = new();
    private readonly Relation?[] _relations = new Relation?[plan.Graph.Nodes.Count];
    private readonly int[] _rows = new int[plan.Graph.Nodes.Count];
    private readonly long[] _offsets = new long[plan.Graph.Nodes.Count];
    private readonly long[] _scaleOffsets = new long[plan.Graph.Nodes.Count];
    private readonly int _stateNode = plan.Graph.StateNode;
    private readonly int _slots = keptSteps + 1;
    private long _inputOffset;
    private long _scratchStart;
    private long _slotStart;
    private long _slotSize;

    /// <summary>Memory that a kernel may use while it runs.</summary>
    public T* Scratch => _arena.Start + _scratchStart;

    /// <summary>Lays everything out for a problem; what the arena held is lost.</summary>
    /// <param name="problem">A problem that fits the rule.</param>
    public void Bind(Problem problem)
    {
        long scratch = 0;
        for (int i = 0; i < _rows.Length; i++)
        {
            Node node = plan.Graph.Nodes[i];
            _relations[i] = node.Operation.Follows?.In(problem);
            _rows[i] = node.Shape.RowsIn(problem);
            scratch = Math.Max(scratch, scratchOf(node, problem));
        }

        bool Placed(int node) => node != _stateNode;
        long constant = LayOut(0, node => Placed(node) && plan.Constant[node] && !plan.Kept[node]);
        _scratchStart = LayOut(constant, node => Placed(node) && !plan.Constant[node] && !plan.Kept[node]);
        _slotStart = _scratchStart + scratch;
        _slotSize = LayOut(0, node => Placed(node) && plan.Kept[node]);
        if (ownInputs)
        {
            _inputOffset = _slotSize;
            _slotSize += Padding.Size(problem.Cells, plan.Graph.StateWidth);
        }

        long entries = _slotStart + (_slotSize * _slots);
        _arena.Reserve(entries);
        Bytes = entries * sizeof(T);
    }

    /// <summary>Bytes that the values of the bound problem take.</summary>
    public long Bytes { get; private set; }

    /// <summary>The value of a node at a step; for nodes that are not kept, its latest value while the step needs it.</summary>
    public T* Value(int node, int step)
    {
        if (node == _stateNode)
        {
            return StateInput(step);
        }

        int owner = plan.Owner[node];
        return plan.Kept[owner] ? Slot(step) + _offsets[owner] : _arena.Start + _offsets[owner];
    }

    /// <summary>The state that a step starts from.</summary>
    public T* StateInput(int step) => ownInputs ? Slot(step) + _inputOffset : StateAt(step - 1);

    /// <summary>The row scales that a node writes beside its value at a step, see <see cref="GradientReads.RowScales"/>.</summary>
    public T* Scales(int node, int step) => (plan.Kept[node] ? Slot(step) : _arena.Start) + _scaleOffsets[node];

    /// <summary>Rows of a node's value.</summary>
    public int RowsOf(int node) => _rows[node];

    /// <summary>The relation that a node follows.</summary>
    public Relation? RelationOf(int node) => _relations[node];

    /// <summary>The state after a step; step 0 is the start.</summary>
    public T* StateAt(int step) => Slot(step) + _offsets[plan.Owner[plan.Graph.NextState]];

    public void Dispose() => _arena.Dispose();

    private T* Slot(int step) => _arena.Start + _slotStart + (step % _slots * _slotSize);

    /// <summary>Places buffers one by one, each as far to the front as those allow that are needed at the same time.</summary>
    private long LayOut(long start, Func<int, bool> belongs)
    {
        long end = start;
        // In the order of their offsets.
        var placed = new List<(int Node, long End)>();
        for (int i = 0; i < _rows.Length; i++)
        {
            if (plan.Owner[i] != i || !belongs(i))
            {
                continue;
            }

            long value = Padding.Size(_rows[i], plan.Graph.Nodes[i].Shape.Width);
            bool scales = plan.Graph.Nodes[i].Operation.GradientReads.HasFlag(GradientReads.RowScales);
            long size = value + (scales ? Padding.Stride(Padding.Rows(_rows[i])) : 0), next = start;
            (int first, int last) = plan.Lifetimes[i];
            foreach ((int other, long otherEnd) in placed)
            {
                if (plan.Lifetimes[other] is var it && it.First <= last && first <= it.Last)
                {
                    if (next + size <= _offsets[other])
                    {
                        break;
                    }

                    next = Math.Max(next, otherEnd);
                }
            }

            (_offsets[i], _scaleOffsets[i]) = (next, next + value);
            int place = placed.FindIndex(other => _offsets[other.Node] > next);
            placed.Insert(place < 0 ? placed.Count : place, (i, next + size));
            end = Math.Max(end, next + size);
        }

        return end;
    }
}
