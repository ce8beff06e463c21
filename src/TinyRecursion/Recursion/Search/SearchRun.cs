using System.Runtime.InteropServices;

namespace TinyRecursion.Recursion.Search;

/// <summary>One run of a <see cref="TreeSearch{TProblem, TNode, TAnswer}"/>.</summary>
internal sealed class SearchRun<TProblem, TNode, TAnswer>(
    TreeSearch<TProblem, TNode, TAnswer> search, IBranching<TProblem, TNode, TAnswer> branching, IGuide<TNode>? guide,
    TProblem problem, ITrace? trace, CancellationToken cancellation)
{
    private readonly OpenChoices<TNode> _open = new(search.Order);
    private readonly List<TAnswer> _answers = [];
    private readonly List<SearchChoice> _choices = [];
    private readonly SearchStep<TNode> _step = new();
    private readonly long _started = search.Clock.GetTimestamp();
    private long _nodes;
    private long _nodesToAnswer;
    private long _guideSteps;
    private int _deepest;

    /// <summary>Searches to the end or to a limit.</summary>
    public SearchOutcome<TAnswer> Run()
    {
        cancellation.ThrowIfCancellationRequested();
        Visit(branching.Root(problem), default, above: null, score: 0);
        while (_open.Count > 0 && _answers.Count < search.AnswersWanted)
        {
            cancellation.ThrowIfCancellationRequested();
            HaltReason limit = LimitReached();
            if (limit != HaltReason.None)
            {
                return Outcome(limit);
            }

            OpenChoices<TNode>.Choice next = _open.Take(out bool last);
            Visit(branching.Apply(next.Parent.Value, next.Made, last), next.Made, next.Parent, next.Score);
        }

        return Outcome(HaltReason.None);
    }

    private void Visit(TNode node, SearchChoice choice, OpenChoices<TNode>.Node? above, double score)
    {
        int depth = above is null ? 0 : above.Depth + 1;
        _nodes++;
        _deepest = Math.Max(_deepest, depth);
        NodeStatus status = branching.Propagate(node);
        Record(node, status, choice, depth);
        if (status == NodeStatus.Solved)
        {
            Accept(branching.Answer(node));
        }
        else if (status == NodeStatus.Open)
        {
            Divide(node, depth, above?.Guidance ?? default, score);
        }
    }

    private void Accept(TAnswer answer)
    {
        if (!branching.Accepts(problem, answer))
        {
            throw new InvalidOperationException($"{branching.GetType().Name} calls a node solved whose answer the checker rejects.");
        }

        _nodesToAnswer = _answers.Count == 0 ? _nodes : _nodesToAnswer;
        _answers.Add(answer);
    }

    private void Divide(TNode node, int depth, Guidance above, double score)
    {
        _choices.Clear();
        branching.Branch(node, _choices);
        if (_choices.Count == 0)
        {
            throw new InvalidOperationException($"{branching.GetType().Name} has no choices at an open node.");
        }

        Guidance guidance = guide?.Score(node, depth, above, CollectionsMarshal.AsSpan(_choices), trace, cancellation) ?? default;
        _guideSteps += guidance.Steps;
        _open.Add(new OpenChoices<TNode>.Node(node, depth, branching.BytesOf(node), guidance), _choices, score);
    }

    private void Record(TNode node, NodeStatus status, SearchChoice choice, int depth)
    {
        if (trace is null)
        {
            return;
        }

        (_step.Number, _step.Node, _step.Status) = (_nodes, node, status);
        (_step.Choice, _step.Depth, _step.OpenNodes) = (choice, depth, _open.Count);
        trace.Record(_step);
    }

    private HaltReason LimitReached()
    {
        SearchLimits limits = search.Limits;
        return _nodes >= limits.Nodes ? HaltReason.StepLimit
            : _open.Bytes > limits.Bytes ? HaltReason.MemoryLimit
            : limits.Time is { } time && search.Clock.GetElapsedTime(_started) >= time ? HaltReason.TimeLimit
            : HaltReason.None;
    }

    private SearchOutcome<TAnswer> Outcome(HaltReason limit)
    {
        bool exhausted = _open.Count == 0;
        HaltReason reason = _answers.Count > 0 ? HaltReason.Verified : exhausted ? HaltReason.Refuted : limit;
        return new SearchOutcome<TAnswer>(_answers.FirstOrDefault(), reason, _nodes)
        {
            TotalSteps = _nodes + _guideSteps,
            NodesToAnswer = _nodesToAnswer,
            Depth = _deepest,
            OpenNodes = _open.Count,
            PeakBytes = _open.PeakBytes,
            Answers = _answers,
            IsExhausted = exhausted,
            Limit = limit,
        };
    }
}
