namespace TinyRecursion.Recursion.Search;

/// <summary>The choices that a search has listed and not looked at, in the order in which it will.</summary>
internal sealed class OpenChoices<TNode>(SearchOrder order)
{
    /// <summary>What the bookkeeping of one choice takes beside its node.</summary>
    private const int BytesPerChoice = 64;

    private readonly Stack<Choice> _stack = new();
    private readonly PriorityQueue<Choice, (double Cost, long Number)> _queue = new();
    private long _listed;
    private long _nodeBytes;

    /// <summary>How many there are.</summary>
    public int Count => _stack.Count + _queue.Count;

    /// <summary>Estimated bytes of them and of the nodes above them.</summary>
    public long Bytes => _nodeBytes + ((long)Count * BytesPerChoice);

    /// <summary>The most that <see cref="Bytes"/> was.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>Adds the choices at a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="choices">At least one; they are sorted, the best first.</param>
    /// <param name="score">The scores of the choices that lead to the node, added up.</param>
    public void Add(Node node, List<SearchChoice> choices, double score)
    {
        SortBestFirst(choices);
        node.Waiting = choices.Count;
        _nodeBytes += node.Bytes;
        for (int i = 0; i < choices.Count; i++)
        {
            if (order == SearchOrder.DepthFirst)
            {
                SearchChoice choice = choices[choices.Count - 1 - i];
                _stack.Push(new Choice(node, choice, score + Number(choice)));
            }
            else
            {
                double sum = score + Number(choices[i]);
                _queue.Enqueue(new Choice(node, choices[i], sum), (-sum, _listed++));
            }
        }

        PeakBytes = Math.Max(PeakBytes, Bytes);
    }

    /// <summary>Takes the next one.</summary>
    /// <param name="last">Whether it is the last choice of its node.</param>
    public Choice Take(out bool last)
    {
        Choice next = order == SearchOrder.DepthFirst ? _stack.Pop() : _queue.Dequeue();
        last = --next.Parent.Waiting == 0;
        _nodeBytes -= last ? next.Parent.Bytes : 0;
        return next;
    }

    private static double Number(SearchChoice choice) => float.IsNaN(choice.Score) ? float.MinValue : choice.Score;

    // By insertion: choices are few, and equal ones must keep their order.
    private static void SortBestFirst(List<SearchChoice> choices)
    {
        for (int i = 1; i < choices.Count; i++)
        {
            SearchChoice choice = choices[i];
            int at = i;
            for (; at > 0 && Number(choices[at - 1]) < Number(choice); at--)
            {
                choices[at] = choices[at - 1];
            }

            choices[at] = choice;
        }
    }

    /// <summary>A choice still to be looked at.</summary>
    /// <param name="Parent">The node above it.</param>
    /// <param name="Made">The choice.</param>
    /// <param name="Score">The scores of the choices that lead to it, added up.</param>
    internal readonly record struct Choice(Node Parent, SearchChoice Made, double Score);

    /// <summary>A node some of whose choices are still to be looked at.</summary>
    /// <param name="Value">The node.</param>
    /// <param name="Depth">Choices above it.</param>
    /// <param name="Bytes">Its estimated size.</param>
    /// <param name="Guidance">What the guide made of it.</param>
    internal sealed record Node(TNode Value, int Depth, long Bytes, Guidance Guidance)
    {
        /// <summary>Choices still to be looked at.</summary>
        public int Waiting { get; set; }
    }
}
