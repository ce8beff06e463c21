using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tests.Recursion.Search;

/// <summary>Searches colourings vertex by vertex; a node has the colours still possible for each vertex, as bits.</summary>
internal sealed class ColouringBranching : IBranching<Colouring, ColouringBranching.Node, int[]>
{
    /// <summary>What a node takes, as far as the tests are concerned.</summary>
    public const long Bytes = 1000;

    /// <summary>A node.</summary>
    internal sealed record Node(Colouring Problem, int[] Masks);

    public Node Root(Colouring problem) => new(problem, Enumerable.Repeat((1 << problem.Colours) - 1, problem.Vertices).ToArray());

    public NodeStatus Propagate(Node node)
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach ((int a, int b) in node.Problem.Edges.Concat(node.Problem.Edges.Select(edge => (edge.B, edge.A))))
            {
                if (int.PopCount(node.Masks[a]) == 1 && (node.Masks[b] & node.Masks[a]) != 0)
                {
                    node.Masks[b] &= ~node.Masks[a];
                    changed = true;
                }
            }
        }

        return Array.Exists(node.Masks, mask => mask == 0) ? NodeStatus.Contradiction
            : Array.TrueForAll(node.Masks, mask => int.PopCount(mask) == 1) ? NodeStatus.Solved
            : NodeStatus.Open;
    }

    public void Branch(Node node, List<SearchChoice> choices)
    {
        int vertex = Array.FindIndex(node.Masks, mask => int.PopCount(mask) > 1);
        for (int colour = 0; colour < node.Problem.Colours; colour++)
        {
            if ((node.Masks[vertex] & (1 << colour)) != 0)
            {
                choices.Add(new SearchChoice(vertex, colour));
            }
        }
    }

    public Node Apply(Node node, SearchChoice choice, bool last)
    {
        Node next = last ? node : node with { Masks = [.. node.Masks] };
        next.Masks[choice.Variable] = 1 << choice.Value;
        return next;
    }

    public int[] Answer(Node node) => Array.ConvertAll(node.Masks, int.TrailingZeroCount);

    public bool Accepts(Colouring problem, int[] answer) => problem.Accepts(answer);

    public long BytesOf(Node node) => Bytes;
}
