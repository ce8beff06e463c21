using TinyRecursion.Assurance.Checker.Reading;

namespace TinyRecursion.Assurance.Checker.Answers;

/// <summary>Sliding tiles: moves that order the board, or that none do, which the parity of the board shows.</summary>
internal static class TilesProof
{
    public static string? Check(ref ProofReader reader)
    {
        string claim = reader.ReadClaim("ordered", "unreachable");
        int[] board = reader.Numbers<int>("board", 0, 24);
        int side = board.Length switch { 4 => 2, 9 => 3, 16 => 4, 25 => 5, _ => throw reader.Error($"{board.Length} tiles: expected 4, 9, 16 or 25") };
        if (board.Distinct().Count() != board.Length || board.Max() != board.Length - 1)
        {
            throw reader.Error($"expected each tile of 0 to {board.Length - 1} once");
        }

        string goal = reader.Text("goal");
        int first = goal switch { "blank-first" => 0, "blank-last" => 1, _ => throw reader.Error("expected a goal of blank-first, blank-last") };
        int[] ordered = [.. Enumerable.Range(0, board.Length).Select(place => (place + first) % board.Length)];
        if (claim == "unreachable")
        {
            return Parity(board, ordered, side) == 0 ? "the parity of the board is that of the goal: moves lead there" : null;
        }

        string moves = reader.Text("moves");
        int stray = moves.AsSpan().IndexOfAnyExcept("LRUD");
        return stray >= 0 ? throw reader.Error($"move {stray + 1} is none of L, R, U, D") : Play(board, moves, side, ordered);
    }

    private static string? Play(int[] board, string moves, int side, int[] ordered)
    {
        int blank = Array.IndexOf(board, 0);
        for (int i = 0; i < moves.Length; i++)
        {
            // The tile slides into the blank, so the blank goes the other way.
            (int down, int right) = moves[i] switch { 'U' => (1, 0), 'D' => (-1, 0), 'L' => (0, 1), _ => (0, -1) };
            int row = (blank / side) + down, column = (blank % side) + right;
            if (row < 0 || row >= side || column < 0 || column >= side)
            {
                return $"move {i + 1}: no tile can slide {moves[i]}";
            }

            int from = (row * side) + column;
            (board[blank], board[from], blank) = (board[from], 0, from);
        }

        int wrong = board.AsSpan().CommonPrefixLength(ordered);
        return wrong == board.Length ? null : $"after {moves.Length} moves row {(wrong / side) + 1}, column {(wrong % side) + 1} holds {board[wrong]}, not {ordered[wrong]}";
    }

    // A move is one exchange of the blank with a tile, and moves the blank by one: both parities change, so their sum stays.
    private static int Parity(int[] board, int[] ordered, int side)
    {
        int blank = Array.IndexOf(board, 0), home = Array.IndexOf(ordered, 0);
        int sum = Math.Abs((blank / side) - (home / side)) + Math.Abs((blank % side) - (home % side));
        int[] places = [.. board.Select(tile => Array.IndexOf(ordered, tile))];
        for (int place = 0; place < places.Length; place++)
        {
            while (places[place] != place)
            {
                int other = places[place];
                (places[place], places[other]) = (places[other], other);
                sum++;
            }
        }

        return sum & 1;
    }
}
