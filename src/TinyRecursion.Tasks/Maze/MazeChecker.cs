namespace TinyRecursion.Tasks.Maze;

/// <summary>Checks answers by the maze alone: it knows no model, and of shortest ways accepts every one.</summary>
public static class MazeChecker
{
    /// <summary>Checks an answer and says everything that is wrong with it.</summary>
    /// <remarks>
    /// Marks are a way if all of them are on free cells and the shortest way through them from start to goal needs every
    /// one. A way that touches itself takes more marks than that and is refused; no shortest way does.
    /// </remarks>
    /// <param name="board">The maze.</param>
    /// <param name="marks">The answer, for a board of the same size.</param>
    /// <param name="label">The published answer to compare with, if any.</param>
    /// <exception cref="ArgumentException">The marks or the label are for another size.</exception>
    public static MazeVerdict Check(MazeBoard board, MazeMarks marks, MazeMarks? label = null)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(marks);
        marks.CheckSize(board);
        label?.CheckSize(board);
        int? shortest = MazeSolver.ShortestMoves(board);
        var reasons = new List<string>();
        int[] wrong = [.. marks.Cells.Where(cell => board.Cells[cell] != MazeCell.Free)];
        if (wrong.Length > 0)
        {
            string what = board.Cells[wrong[0]] switch { MazeCell.Wall => "a wall", MazeCell.Start => "the start", _ => "the goal" };
            reasons.Add($"{Cells(wrong)} marked, but {board.NameOf(wrong[0])} is {what}");
        }

        (int[] Distances, int[] Parents) found = MazeSolver.Search(
            board, board.Start, cell => cell == board.Goal || (marks[cell] && board.Cells[cell] == MazeCell.Free));
        List<int>? path = MazeSolver.PathTo(board.Goal, found);
        if (path is null)
        {
            int last = Array.IndexOf(found.Distances, found.Distances.Max());
            reasons.Add($"the marks do not lead from the start to the goal: they end at {board.NameOf(last)}");
        }
        else
        {
            int[] beside = [.. marks.Cells.Except(path).Except(wrong)];
            if (beside.Length > 0)
            {
                reasons.Add($"{Cells(beside)} marked beside the way, first {board.NameOf(beside[0])}");
            }
        }

        int? moves = reasons.Count == 0 ? path!.Count - 1 : null;
        if (moves > shortest)
        {
            reasons.Add($"the way takes {moves} moves, the shortest {shortest}");
        }

        return new MazeVerdict(moves, shortest, label is null ? null : marks.Equals(label), reasons);

        static string Cells(int[] cells) => cells.Length == 1 ? "1 cell is" : $"{cells.Length} cells are";
    }
}
