using TinyRecursion.Recursion.Search;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Sudoku;

/// <summary>The forms in which people write boards.</summary>
public class SudokuFormsTests
{
    private static readonly string[] Rows = [.. Boards.Puzzle.Chunk(9).Select(row => new string(row))];

    private static List<SudokuPuzzle> Read(string text) => SudokuFile.Read(new StringReader(text), "f").ToList();

    private static string ErrorOf(string text) => Assert.Throws<InstanceFormatException>(() => Read(text)).Message;

    private static string Framed(string edge, string upright, string between, Func<string, string> box) =>
        edge + string.Concat(Rows.Select((row, i) =>
            (i is 3 or 6 ? between : string.Empty) + upright + string.Join(upright.Trim() == string.Empty ? "|" : upright, row.Chunk(3).Select(part => box(new string(part)))) + upright.TrimEnd() + "\n")) + edge;

    public static TheoryData<string> Forms =>
    [
        string.Join('\n', Rows),
        string.Join("\n", Rows.Select(row => string.Join(' ', row.ToCharArray()))),
        Framed("+-------+-------+-------+\n", "| ", "+-------+-------+-------+\n", part => string.Join(' ', part.ToCharArray()) + " "),
        Framed(string.Empty, string.Empty, "-----------\n", part => part),
        Framed(string.Empty, string.Empty, "------+------+------\n", part => string.Join(' ', part.ToCharArray()) + " "),
        Framed("╔═══╦═══╦═══╗\n", "║", "╠═══╬═══╬═══╣\n", part => part),
        "[Author]\nsomeone\n[Puzzle]\n" + string.Join('\n', Rows) + "\n[State]\n" + Boards.Solution + "\n",
        string.Join(' ', Boards.Puzzle.ToCharArray()),
        string.Join(" ", Rows),
        "puzzle_id,puzzle,solution\n1," + Boards.Puzzle + "," + Boards.Solution,
        "\"source\",\"question\",\"answer\"\n\"a, \"\"hard\"\" # list\",\"" + Boards.Puzzle + "\",\"" + Boards.Solution + "\"\n# done\n",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_gives_the_board_with_every_sign_of_an_empty_cell(string form)
    {
        foreach (char empty in (char[])['.', '0', '_', '*'])
        {
            Assert.Equal(Boards.Puzzle, Assert.Single(Read(form.Replace('.', empty))).Board.ToString());
        }

        if (!form.Contains('-', StringComparison.Ordinal))
        {
            Assert.Equal(Boards.Puzzle, Assert.Single(Read(form.Replace('.', '-'))).Board.ToString());
        }

        Assert.Equal(2, form.Contains("uestion", StringComparison.Ordinal) || form.Contains("puzzle", StringComparison.Ordinal) ? 2 : Read(form + "\n" + form).Count);
    }

    [Fact]
    public void A_row_of_dashes_is_one_of_empty_cells_where_the_board_uses_them()
    {
        string[] rows = ["---------", "-----3-85", "--1-2----", "---5-7---", "--4---1--", "-9-------", "5------73", "--2-1----", "----4---9"];
        string board = string.Concat(rows).Replace('-', '.');
        Assert.Equal([board, board], Read(string.Join('\n', rows) + "\n" + string.Join('\n', rows)).Select(puzzle => puzzle.Board.ToString()));
        Assert.Equal(new string('.', 81), Assert.Single(Read(new string('-', 81))).Board.ToString());
    }

    [Fact]
    public void Boards_of_six_by_six_have_boxes_of_two_rows_and_three_columns()
    {
        SudokuBoard board = Assert.Single(Read("1..4....2...3....6...5..4......1.2..")).Board;
        Assert.Equal((6, 2, 36), (board.Side, board.BoxSize, board.CellCount));
        SearchOutcome<SudokuBoard> found = SudokuSearch.Create(new SearchLimits()).Run(board, cancellation: TestContext.Current.CancellationToken);
        SudokuBoard answer = found.Answers[0];
        Assert.True(SudokuChecker.Check(board, answer).IsSolved);
        for (int box = 0; box < 6; box++)
        {
            int row = box / 2 * 2, column = box % 2 * 3;
            Assert.Equal(6, Enumerable.Range(0, 6).Select(k => answer[row + (k / 3), column + (k % 3)]).Distinct().Count());
        }

        Assert.Equal("digit 1 twice in box 2 (r1c4, r2c5)", Assert.Single(SudokuChecker.CheckClues(new SudokuBoard([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, .. new byte[25]])).Conflicts).ToString());
    }

    [Fact]
    public void Contradicting_clues_are_a_board_without_a_solution()
    {
        List<SudokuPuzzle> puzzles = Read($"{Boards.Puzzle}\n44{new string('.', 79)}\n{Boards.Puzzle}\n");
        Assert.Equal(3, puzzles.Count);
        using Solver<SudokuPuzzle, SudokuAnswer> solver = new SudokuTask().OpenSolver(null, "plain", Settings.Default.With(SudokuTask.Rules, RuleKind.Algorithmic));
        Assert.Equal(
            [AnswerStatus.Solved, AnswerStatus.Refuted, AnswerStatus.Solved],
            puzzles.Select(puzzle => solver.Solve(puzzle, cancellation: TestContext.Current.CancellationToken).Status));
    }

    [Fact]
    public void Two_signs_for_one_meaning_are_refused()
    {
        Assert.StartsWith("f: line 1: column 2: '.' and '0' both mean an empty cell", ErrorOf("0" + new string('.', 255)), StringComparison.Ordinal);
        Assert.StartsWith("f: line 1: column 3: '_' and '*' both mean an empty cell", ErrorOf("1*_" + new string('*', 78)), StringComparison.Ordinal);
        Assert.Equal("f: line 1: column 2: 'b' beside 'A': letters are all large or all small", ErrorOf("Ab" + new string('.', 254)));
        Assert.StartsWith("f: line 2: column 1: '0' and '.'", ErrorOf(string.Join('\n', Rows).Replace("\n6..", "\n600", StringComparison.Ordinal).Replace("\n600", "\n0..", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("f: line 1: column 1: illegal character 'H' in the puzzle", ErrorOf("H" + new string('.', 255)));
    }

    [Fact]
    public void Lines_of_sixteen_cells_are_one_board_or_sixteen_or_refused()
    {
        string large = string.Join('\n', Enumerable.Range(0, 16).Select(row => string.Concat(Enumerable.Range(0, 16).Select(
            column => (row + column) % 3 == 0 ? '.' : SudokuBoard.Symbol(1 + (((row % 4 * 4) + (row / 4) + column) % 16))))));
        Assert.Equal(16, Assert.Single(Read(large)).Board.Side);
        Assert.Equal([16, 16], Read(large + "\n" + large).Select(puzzle => puzzle.Board.Side));
        string small = string.Join('\n', Enumerable.Repeat("12343412........", 40));
        Assert.Equal(Enumerable.Range(1, 40), Read(small).Select(puzzle => puzzle.Line));
        Assert.Equal(3, Read("1...............\n................\n\n................").Count);
        string sparse = "1..............." + string.Concat(Enumerable.Repeat("\n................", 15));
        Assert.StartsWith("f: line 1: 16 lines of 16 cells, which may be a board of 16×16 or 16 boards of 4×4", ErrorOf(sparse), StringComparison.Ordinal);
        Assert.Equal(17, Read(sparse.Replace("\n", "\n\n", StringComparison.Ordinal) + "\n\n1234341221434321").Count);
        Assert.Equal("f: line 3: column 1: illegal character 'x' in the puzzle", ErrorOf("1...............\n................\nx..............."));
    }

    [Theory]
    [InlineData("...\n...\n...", "f: line 1: column 1: the puzzle has 3 characters, expected 16, 36, 81, 256 or 625")]
    [InlineData("....\n....\n....\n", "f: line 1: the board has 3 rows, expected 4 without a blank line between")]
    [InlineData("....\n....\n.....\n....", "f: line 3: expected a row of 4 cells, one character each, found 5")]
    [InlineData("12 3 4 5\n", "f: line 1: column 1: the puzzle has 2 characters, expected 16, 36, 81, 256 or 625")]
    [InlineData("....\n12 3 4\n....\n....", "f: line 2: expected a row of 4 cells, one character each, found 4 in words of several lengths")]
    [InlineData("+--+--+\n\n....", "f: line 1: a frame without a board")]
    [InlineData("puzzle,quizzes\n", "f: line 1: column 8: two columns of the same: 'puzzle' and 'quizzes'")]
    [InlineData("id,puzzle\n1,2,3", "f: line 2: 3 columns, the header has 2")]
    [InlineData("id,puzzle\n1,\"2", "f: line 2: column 3: the quote is not closed on this line")]
    [InlineData("id,puzzle\n1,\"2\"3", "f: line 2: column 6: text behind the quote that ends a field")]
    [InlineData("id,puzzle\n1,2\"3", "f: line 2: column 4: a quote within a field: the field stands in quotes, and the quote twice")]
    [InlineData("puzzle from a forum\n", "f: line 1: column 1: the puzzle has 6 characters, expected 16, 36, 81, 256 or 625")]
    [InlineData("puzzle_id,board\n", "f: line 1: column 1: the puzzle has 9 characters, expected 16, 36, 81, 256 or 625")]
    public void What_is_no_board_is_refused_with_its_place(string text, string message) => Assert.Equal(message, ErrorOf(text));
}
