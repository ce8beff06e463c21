using System.Text.Json;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>The moves; or that there are none, which the parity of the board alone shows.</summary>
internal sealed class TilesProof : AnswerProof
{
    public override string? Write(Utf8JsonWriter json, Answer answer)
    {
        var own = (TilesAnswer)answer;
        if (own.Status is not (AnswerStatus.Solved or AnswerStatus.Refuted))
        {
            return own.Failure();
        }

        json.WriteString("claim", own.IsSolved ? "ordered" : "unreachable");
        JsonText.WriteNumbers(json, "board", own.Puzzle.Board.Tiles.ToArray().Select(tile => (int)tile));
        json.WriteString("goal", TilesSettings.NameOf(own.Goal));
        if (own.IsSolved)
        {
            json.WriteString("moves", TilesLine.MovesText(own.Moves));
        }

        return null;
    }
}
