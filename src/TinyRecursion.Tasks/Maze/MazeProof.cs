using System.Text.Json;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Maze;

/// <summary>The path, and the distance of every cell from the start, which shows that none is shorter, or that the goal cannot be reached.</summary>
internal sealed class MazeProof : AnswerProof
{
    public override string? Write(Utf8JsonWriter json, Answer answer)
    {
        var own = (MazeAnswer)answer;
        MazeBoard board = own.Puzzle.Board;
        if (!own.HasNoPath && !own.Verdict.IsShortest)
        {
            return own.Failure();
        }

        json.WriteString("claim", own.HasNoPath ? "unreachable" : "shortest");
        json.WriteNumber("rows", board.Rows);
        json.WriteNumber("columns", board.Columns);
        json.WriteString("maze", board.ToString());
        if (!own.HasNoPath)
        {
            bool[] open = [.. own.Marks.Marked];
            open[board.Goal] = true;
            JsonText.WriteNumbers(json, "path", MazePaths.PathTo(board.Goal, MazePaths.Search(board, board.Start, open))!);
        }

        JsonText.WriteNumbers(json, "distances", MazePaths.Distances(board, board.Start));
        return null;
    }
}
