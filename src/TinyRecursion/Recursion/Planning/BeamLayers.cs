using System.Runtime.InteropServices;

namespace TinyRecursion.Recursion.Planning;

/// <summary>The current layer of a beam, its successors, and the way back from every state that ever was in a layer.</summary>
/// <param name="run">What pays for memory and counts.</param>
/// <param name="width">The most states of a layer.</param>
internal sealed class BeamLayers<TState>(PlanningRun<TState> run, int width)
    where TState : unmanaged, IEquatable<TState>
{
    private const int NoParent = -1;

    private readonly StateTable<TState> _seen = new(run.Space, run.Budget);
    private readonly NodeList<Step> _steps = new(run.Budget);
    private readonly Successor<TState>[] _successors = new Successor<TState>[run.Space.MaximumSuccessors];
    private readonly Member[] _layer = run.Allocate<Member>(width);
    private readonly Member[] _next = run.Allocate<Member>((long)width * run.Space.MaximumSuccessors);
    private readonly TState[] _states = run.Allocate<TState>((long)width * run.Space.MaximumSuccessors);
    private readonly float[] _estimates = run.Allocate<float>((long)width * run.Space.MaximumSuccessors);
    private readonly ulong[] _order = run.Allocate<ulong>((long)width * run.Space.MaximumSuccessors);
    private int _nextCount;
    private Member? _goal;

    /// <summary>States of the current layer.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a state was ever left out.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Starts at a state.</summary>
    public void Begin(TState start)
    {
        _seen.FindOrAdd(start, 0);
        _layer[0] = new Member(start, _steps.Add(new Step(NoParent, 0)), 0, 0);
        Count = 1;
    }

    /// <summary>Lists the successors of the layer; true if a goal is among them.</summary>
    public bool Expand()
    {
        _nextCount = 0;
        run.Depth++;
        foreach (ref readonly Member member in _layer.AsSpan(0, Count))
        {
            int count = run.Space.Expand(member.State, _successors);
            run.Expanded++;
            foreach (ref readonly Successor<TState> successor in _successors.AsSpan(0, count))
            {
                if (_seen.FindOrAdd(successor.State, 0) < 0)
                {
                    var reached = new Member(successor.State, member.Step, successor.Action, member.Cost + successor.Cost);
                    _next[_nextCount++] = reached;
                    if ((_goal is null || reached.Cost < _goal.Value.Cost) && run.Space.IsGoal(successor.State))
                    {
                        _goal = reached;
                    }
                }
            }
        }

        return _goal is not null;
    }

    /// <summary>Makes the best successors the layer.</summary>
    public void Select()
    {
        for (int i = 0; i < _nextCount; i++)
        {
            _states[i] = _next[i].State;
        }

        run.Estimate(_states.AsSpan(0, _nextCount), _estimates);
        int left = 0;
        for (int i = 0; i < _nextCount; i++)
        {
            if (float.IsFinite(_estimates[i]))
            {
                _order[left++] = SearchQueue.Key(_next[i].Cost + _estimates[i], (uint)i);
            }
        }

        _order.AsSpan(0, left).Sort();
        HasCut |= left > width;
        Count = Math.Min(left, width);
        for (int i = 0; i < Count; i++)
        {
            Member member = _next[(int)(uint)_order[i]];
            _layer[i] = member with { Step = _steps.Add(new Step(member.Step, member.Action)) };
        }
    }

    /// <summary>The actions that lead to the goal that was found.</summary>
    public byte[] Actions()
    {
        List<byte> actions = [_goal!.Value.Action];
        for (Step step = _steps[_goal.Value.Step]; step.Parent != NoParent; step = _steps[step.Parent])
        {
            actions.Add(step.Action);
        }

        actions.Reverse();
        return [.. actions];
    }

    /// <summary>A state of a layer.</summary>
    /// <param name="State">The state.</param>
    /// <param name="Step">Its own step, or before it is chosen, its parent's.</param>
    /// <param name="Action">The action that led here.</param>
    /// <param name="Cost">The cost so far.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Member(TState State, int Step, byte Action, float Cost);

    /// <summary>One action on the way back to the start.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Step(int Parent, byte Action);
}
