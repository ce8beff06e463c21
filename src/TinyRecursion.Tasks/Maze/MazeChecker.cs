namespace TinyRecursion.Tasks.Maze;

/// <summary>Checks answers by the maze alone: it knows no model, and of shortest paths accepts every one.</summary>
internal static class MazeChecker
{
    /// <summary>Checks an answer and says everything that is wrong with it. Takes time in proportion to the cells.</summary>
    /// <remarks>
    /// Marks are a path if all of them are on free cells and the shortest path through them from start to goal needs every
    /// one. A path that touches itself takes more marks than that and is refused; no shortest path does. Where the maze has
    /// no path, the answer is to mark nothing.
    /// </remarks>
    /// <param name="board">The maze.</param>
    /// <param name="marks">The answer, for a board of the same size.</param>
    /// <param name="label">The published answer to compare with, if any.</param>
    /// <exception cref="ArgumentException">The marks or the label are for another size.</exception>
    public static MazeVerdict Check(MazeBoard board, MazeMarks marks, MazeMarks? label = null)
    {
        return Check(board, marks, label, MazePaths.ShortestMoves(board));
    }

    /// <summary>The same for a maze of which it is known how few moves it takes.</summary>
    internal static MazeVerdict Check(MazeBoard board, MazeMarks marks, MazeMarks? label, int? shortest)
    {
        marks.CheckSize(board);
        label?.CheckSize(board);
        bool? equal = label is null ? null : marks.Equals(label);
        if (shortest is null)
        {
            string[] marked = marks.Count == 0 ? [] : [$"there is no path from the start to the goal, but {Cells(marks.Count)} marked"];
            return new MazeVerdict(null, null, equal, marked);
        }

        var open = new bool[board.Cells.Length];
        (int wrong, int firstWrong) = (0, -1);
        for (int cell = 0; cell < open.Length; cell++)
        {
            bool free = board.Cells[cell] == MazeCell.Free;
            open[cell] = (free && marks[cell]) || cell == board.Goal;
            if (marks[cell] && !free && wrong++ == 0)
            {
                firstWrong = cell;
            }
        }

        var reasons = new List<string>();
        if (wrong > 0)
        {
            string what = board.Cells[firstWrong] switch { MazeCell.Wall => "a wall", MazeCell.Start => "the start", _ => "the goal" };
            reasons.Add($"{Cells(wrong)} marked, but {board.NameOf(firstWrong)} is {what}");
        }

        (int[] Distances, int[] Parents) found = MazePaths.Search(board, board.Start, open);
        List<int>? path = MazePaths.PathTo(board.Goal, found);
        if (path is null)
        {
            int last = Array.IndexOf(found.Distances, found.Distances.Max());
            reasons.Add($"the marks do not lead from the start to the goal: they end at {board.NameOf(last)}");
        }
        else if (marks.Count - wrong - (path.Count - 2) is > 0 and var beside)
        {
            path.ForEach(cell => open[cell] = false);
            reasons.Add($"{Cells(beside)} marked beside the path, first {board.NameOf(Array.IndexOf(open, true))}");
        }

        int? moves = reasons.Count == 0 ? path!.Count - 1 : null;
        if (moves > shortest)
        {
            reasons.Add($"the path takes {moves} moves, the shortest {shortest}");
        }

        return new MazeVerdict(moves, shortest, equal, reasons);

        static string Cells(int cells) => cells == 1 ? "1 cell is" : $"{cells} cells are";
    }
}
