using System.Text;
using CsCheck;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests;

public class SudokuFileTests
{
    private static List<SudokuPuzzle> Read(string text) => SudokuFile.Read(new StringReader(text), "f").ToList();

    private static string ErrorOf(string text) => Assert.Throws<InstanceFormatException>(() => Read(text)).Message;

    [Fact]
    public void Reads_comments_blank_lines_headers_and_solutions()
    {
        List<SudokuPuzzle> puzzles = Read(
            $"\uFEFFpuzzle,solution\r\n# a comment\r\n\r\n{Boards.Puzzle},{Boards.Solution}\r\n{Boards.Puzzle.Replace('.', '0')},\n");
        Assert.Equal(2, puzzles.Count);
        Assert.Equal(Boards.Solution, puzzles[0].Solution!.ToString());
        Assert.Equal(4, puzzles[0].Line);
        Assert.Null(puzzles[1].Solution);
        Assert.Equal(puzzles[0].Board, puzzles[1].Board);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Writing_and_reading_gives_the_board_back(int boxSize)
    {
        // Any board with one clue is free of conflicts, so every digit and place is covered.
        int side = boxSize * boxSize;
        Gen.Select(Gen.Int[0, (side * side) - 1], Gen.Byte[1, (byte)side]).Sample((cell, digit) =>
        {
            var digits = new byte[side * side];
            digits[cell] = digit;
            var board = new SudokuBoard(boxSize, digits);
            return Boards.Parse(board.ToString()).Equals(board) && Boards.Parse(board.ToString().ToLowerInvariant()).Equals(board);
        });
    }

    [Fact]
    public void Errors_name_the_file_the_line_and_the_place()
    {
        Assert.Equal("f: holds no puzzle", ErrorOf("# nothing\n\n"));
        Assert.Equal("f: line 2: column 1: the puzzle has 80 characters, expected 16, 36, 81, 256 or 625", ErrorOf($"#\n{Boards.Puzzle[..80]}"));
        Assert.Equal("f: line 1: column 3: illegal character 'x' in the puzzle", ErrorOf(Boards.Puzzle[..2] + "x" + Boards.Puzzle[3..]));
        Assert.Equal(
            "f: line 1: column 83: the solution is wrong: the clue 5 at r1c1 was changed",
            ErrorOf($"{Boards.Puzzle} {Boards.Solution.Replace('5', 'x').Replace('3', '5').Replace('x', '3')}"));
        Assert.Equal("f: line 1: column 83: the solution has 16 cells, the puzzle 81", ErrorOf($"{Boards.Puzzle} 1234341221434321"));
        Assert.Equal("f: line 1: column 4097: the line is longer than 4096 characters", ErrorOf(new string('.', 5000)));
    }

    [Fact]
    public void Errors_count_columns_in_the_line_as_it_stands()
    {
        string bad = Boards.Puzzle[..2] + "\u2028" + Boards.Puzzle[3..];
        Assert.Equal("f: line 1: column 5: illegal character U+2028 in the puzzle", ErrorOf($"\uFEFF  {bad}\r\n"));
        Assert.Equal("f: line 2: column 2: a byte-order mark (U+FEFF) within the text", ErrorOf($"#\n.\uFEFF{Boards.Puzzle[2..]}"));
        Assert.Equal("f: line 1: column 1: the puzzle has 0 characters, expected 16, 36, 81, 256 or 625", ErrorOf($",{Boards.Puzzle}"));
        Assert.Equal(
            "f: line 1: column 164: the solution is wrong: digit 9 twice in row 9 (r9c2, r9c9)",
            ErrorOf($" {new string('.', 81)},{Boards.Solution[..73]}9{Boards.Solution[74..]}"));
        Assert.Equal("f: line 1: column 85: the solution is wrong: r1c2 is empty", ErrorOf($"{Boards.Puzzle} \t{Boards.Solution[..1]}.{Boards.Solution[2..]}"));
    }

    [Theory]
    [InlineData(",,forum", false)]
    [InlineData("\t\tforum", false)]
    [InlineData(" , ", false)]
    [InlineData("\t{0}\tforum", true)]
    [InlineData(" ; {0};;x", true)]
    [InlineData("   {0} forum 22 29", true)]
    public void The_second_column_is_the_solution_unless_it_is_empty(string rest, bool hasSolution)
    {
        SudokuPuzzle puzzle = Assert.Single(Read(Boards.Puzzle + rest.Replace("{0}", Boards.Solution, StringComparison.Ordinal)));
        Assert.Equal(hasSolution ? Boards.Solution : null, puzzle.Solution?.ToString());
    }

    [Fact]
    public void Only_the_first_line_that_says_something_may_be_a_header()
    {
        Assert.Single(Read($"# c\nQUIZZES\tsolutions\n{Boards.Puzzle}\t"));
        Assert.Equal("f: line 3: 1 columns, the header has 2", ErrorOf($"# c\nQUIZZES\tsolutions\n{Boards.Puzzle}"));
        Assert.Equal(
            "f: line 2: column 1: the puzzle has 6 characters, expected 16, 36, 81, 256 or 625", ErrorOf($"{Boards.Puzzle}\npuzzle,solution"));
        Assert.Equal(
            "f: line 2: column 1: the puzzle has 6 characters, expected 16, 36, 81, 256 or 625", ErrorOf($"puzzle,solution\npuzzle,solution"));
        Assert.Equal("f: holds no puzzle", ErrorOf("puzzle,solution\n"));
    }

    [Fact]
    public void Puzzles_before_an_error_are_given_before_it()
    {
        using IEnumerator<SudokuPuzzle> puzzles = SudokuFile.Read(new StringReader($"{Boards.Puzzle}\nx"), "f").GetEnumerator();
        Assert.True(puzzles.MoveNext());
        Assert.Throws<InstanceFormatException>(() => puzzles.MoveNext());
    }

    [Fact]
    public void A_line_without_end_is_refused_without_being_held()
    {
        using var endless = new EndlessReader();
        Assert.Throws<InstanceFormatException>(() => SudokuFile.Read(endless, "f").ToList());
        Assert.InRange(endless.Given, SudokuFile.MaximumLineLength + 1, 2 * SudokuFile.MaximumLineLength);
    }

    [Fact]
    public void Any_change_of_bytes_is_read_or_refused_and_nothing_else()
    {
        byte[] valid = Encoding.UTF8.GetBytes($"# c\n{Boards.Puzzle} {Boards.Solution}\n12343412.1434321\n");
        Gen.Select(Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte).Array[1, 4], Gen.Int[1, valid.Length]).Sample((changes, length) =>
        {
            byte[] changed = (byte[])valid.Clone();
            foreach ((int at, byte value) in changes)
            {
                changed[at] = value;
            }

            using var reader = new StreamReader(new MemoryStream(changed, 0, length), Encoding.UTF8);
            try
            {
                return SudokuFile.Read(reader, "f").Count() is 1 or 2;
            }
            catch (InstanceFormatException error)
            {
                return error.Message.StartsWith("f: ", StringComparison.Ordinal) && !error.Message.Any(char.IsControl);
            }
        }, iter: 5000);
    }

    [Theory]
    [InlineData("source,question,answer,rating", "x,P,S,7", true)]
    [InlineData("id,puzzle,solution,clues", "1,P,S,30", true)]
    [InlineData("puzzle_id, Puzzle ,D_TO", "124, P ,0.65", false)]
    [InlineData("solution;quizzes", "S;P", true)]
    [InlineData("answer\tquestion", "\tP", false)]
    [InlineData("puzzle solution", "P S", true)]
    public void A_header_says_which_columns_are_meant(string header, string line, bool hasSolution)
    {
        string text = header + "\n" + line.Replace("P", Boards.Puzzle, StringComparison.Ordinal)
            .Replace("S", Boards.Solution, StringComparison.Ordinal) + "\r\n";

        SudokuPuzzle puzzle = Assert.Single(SudokuFile.Read(new StringReader(text), "f"));

        Assert.Equal(Boards.Puzzle, puzzle.Board.ToString());
        Assert.Equal(hasSolution ? Boards.Solution : null, puzzle.Solution?.ToString());
        Assert.Equal(2, puzzle.Line);
    }

    [Fact]
    public void A_line_without_the_column_that_the_header_names_is_refused()
    {
        InstanceFormatException error = Assert.Throws<InstanceFormatException>(
            () => SudokuFile.Read(new StringReader("id,puzzle\n7"), "f").ToList());
        Assert.Contains("1 columns, the header has 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_change_to_a_file_is_read_or_refused_and_nothing_else()
    {
        string valid = $"# c\n{Boards.Puzzle} {Boards.Solution}\n1234341221434321\n";
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Char, Gen.Int[0, 2]).Sample((at, symbol, kind) =>
        {
            string changed = kind switch
            {
                0 => valid[..at] + symbol + valid[(at + 1)..],
                1 => valid[..at] + symbol + valid[at..],
                _ => valid[..at],
            };
            try
            {
                return Read(changed).Count is 1 or 2 or 3;
            }
            catch (InstanceFormatException error)
            {
                return !error.Message.Contains('\n', StringComparison.Ordinal) && error.Message.StartsWith("f: ", StringComparison.Ordinal);
            }
        }, iter: 5000);
    }

    /// <summary>One line that never ends.</summary>
    private sealed class EndlessReader : TextReader
    {
        public int Given { get; private set; }

        public override int Read()
        {
            Given++;
            return '.';
        }
    }
}
