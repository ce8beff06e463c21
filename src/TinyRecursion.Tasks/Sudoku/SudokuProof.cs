using System.Text.Json;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// The filled grid; that it is the only one, or that there is none, by the tree of a search: for each node in the order in which they were met the
/// number of its choices, and the cell and the digit of each.
/// </summary>
internal sealed class SudokuProof : AnswerProof
{
    private readonly List<Node> _nodes = [];
    private readonly List<int> _above = [];

    public override void Record(ITracedStep step)
    {
        if (step is not SearchStep<SudokuCandidates> search)
        {
            return;
        }

        // Depth first: the node above is the last one that was met there.
        _above.RemoveRange(search.Depth, _above.Count - search.Depth);
        if (search.Depth > 0)
        {
            _nodes[_above[^1]].Choices.Add(search.Choice);
        }

        _above.Add(_nodes.Count);
        _nodes.Add(new Node([]));
    }

    public override string? Write(Utf8JsonWriter json, Answer answer)
    {
        var own = (SudokuAnswer)answer;
        bool refuted = own.Status == AnswerStatus.Refuted, unique = own.IsSolved && own.Search is { IsUnique: true };
        if (!own.IsSolved && !refuted)
        {
            return own.Failure();
        }

        if (refuted && _nodes.Count == 0 && SudokuSearch.Create(own.NoteLimits).Run(own.Puzzle.Board, this).Reason != HaltReason.Refuted)
        {
            return "the search for a proof that there is no solution gave up at its limit";
        }

        json.WriteString("claim", refuted ? "none" : unique ? "unique" : "solution");
        json.WriteString("puzzle", own.Puzzle.Board.ToString());
        if (!refuted)
        {
            json.WriteString("solution", own.Board.ToString());
        }

        if (refuted || unique)
        {
            WriteTree(json);
        }

        return null;
    }

    private void WriteTree(Utf8JsonWriter json)
    {
        json.WriteStartArray("tree");
        foreach (Node node in _nodes)
        {
            json.WriteNumberValue(node.Choices.Count);
            foreach (SearchChoice choice in node.Choices)
            {
                json.WriteNumberValue(choice.Variable);
                json.WriteNumberValue(choice.Value);
            }
        }

        json.WriteEndArray();
    }

    private readonly record struct Node(List<SearchChoice> Choices);
}
