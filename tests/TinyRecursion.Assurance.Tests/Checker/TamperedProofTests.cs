using System.Text;
using TinyRecursion.Assurance.Checker;
using TinyRecursion.Assurance.Checker.Reading;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Checker;

/// <summary>Whatever is changed in a proof is rejected for its own reason, though its digest was made anew.</summary>
public class TamperedProofTests
{
    private const string Hard = "1....7.9..3..2...8..96..5....53..9...1..8...26....4...3......1..4......7..7...3..\n";

    private static readonly Lazy<string> Tree = new(() => Encoding.ASCII.GetString(ProofLines.Of(
        new SudokuTask(), Settings.Default.With(SudokuTask.Rules, RuleKind.Algorithmic).With(StandardSettings.Search, true), Hard)).Split(",\"sha256\"")[0]);

    public static TheoryData<string, string, string, string> False => new()
    {
        { "sudoku", "\"1234341221434321\"", "\"1234341221434312\"", "row 4, column 4 is not the digit that is given" },
        { "sudoku", "\"1234341221434321\"", "\"1234341221434.21\"", "row 4, column 2 is empty" },
        { "sudoku", "\"1234341221434321\"", "\"1324341221434321\"", "a digit stands twice in column 2" },
        { "sudoku", "\"1234341221434321\"", "\"1234321221434321\"", "a digit stands twice in row 2" },
        { "sudoku", "\"1...3..2.1..4..1\",\"solution\":\"1234341221434321\"", "\"................\",\"solution\":\"1234234134124123\"", "a digit stands twice in box 1" },
        { "sudoku", "\"puzzle\":\"1", "\"puzzle\":\"2", "row 1, column 1 is not the digit that is given" },
        { "unique", "[0]", "[]", "tree: ends before its last leaf" },
        { "unique", "[0]", "[0,0]", "1 numbers behind its last leaf" },
        { "unique", "[0]", "[1,1,2,0]", "assumes digit 2 in cell 1, which is not open to it" },
        { "unique", "\"1234341.2.434.21\"", "\"1...............\"", "number 0: a leaf that propagation does not close" },
        { "none", "\"123............4\"", "\"12..............\"", "number 0: a leaf that propagation does not close" },
        { "none", "[0]", "[2,1,3,1,4,0,0]", "divides what propagation closes" },
        { "tree", "\"tree\":[2,11,4,11,6,", "\"tree\":[1,11,4,", "number 0: a branch is missing" },
        { "tree", "\"tree\":[2,11,4,11,6,", "\"tree\":[2,11,4,11,4,", "number 0: a branch is missing" },
        { "tree", "\"tree\":[2,11,4,11,6,", "\"tree\":[2,11,4,12,1,", "number 0: a branch is missing" },
        { "tree", "\"tree\":[2,11,4,11,6,", "\"tree\":[2,11,4,11,5,", "assumes digit 5 in cell 11, which is not open to it" },
        { "tree", "\"tree\":[2,11,4,11,6,", "\"tree\":[2,0,1,11,6,", "assumes digit 1 in cell 0, which is not open to it" },
        { "tree", "\"tree\":[2,11,4,11,6,", "\"tree\":[2,11,0,11,6,", "assumes digit 0 in cell 11, which is not open to it" },
        { "tree", "\"tree\":[2,11,4,11,6,", "\"tree\":[2,81,4,11,6,", "assumes digit 4 in cell 81, which is not open to it" },
        { "tree", "\"tree\":[2,11,4,11,6,", "\"tree\":[81,11,4,11,6,", "which is not open to it" },
        { "tree", "\"tree\":[2,11,4,11,6,", "\"tree\":[0,2,11,4,11,6,", "number 0: a leaf that propagation does not close" },
        { "tree", ",0]", "]", "tree: ends before its last leaf" },
        { "tree", ",0]", ",1,0,1,0]", "divides what propagation closes" },

        { "maze", "\"path\":[0,1,2,6,7,11]", "\"path\":[0,1,5,6,7,11]", "path, step 2: row 2, column 2 is a wall" },
        { "maze", "\"path\":[0,1,2,6,7,11]", "\"path\":[0,1,6,7,11]", "path, step 2: row 2, column 3 is no neighbour of row 1, column 2" },
        { "maze", "\"path\":[0,1,2,6,7,11]", "\"path\":[0,4,8,9,10,6,7,11]", "the path takes 7 moves, the goal is at distance 5" },
        { "maze", "\"path\":[0,1,2,6,7,11]", "\"path\":[1,2,6,7,11]", "the path does not lead from the start to the goal" },
        { "maze", "\"path\":[0,1,2,6,7,11]", "\"path\":[0,1,2,6,7]", "the path does not lead from the start to the goal" },
        { "maze", "\"path\":[0,1,2,6,7,11]", "\"path\":[]", "the path does not lead from the start to the goal" },
        { "maze", "2,3,4,5]", "2,3,4,6]", "row 3, column 4 has distance 6, its neighbour row 2, column 4 4" },
        { "maze", "2,3,4,5]", "2,3,4,4]", "row 3, column 4 has distance 4, and no neighbour one less" },
        { "maze", "2,3,4,5]", "2,3,-1,5]", "row 3, column 3 has distance -1, its neighbour row 2, column 3 3" },
        { "maze", "[0,1,2,-1", "[0,1,2,3", "row 1, column 4 cannot have distance 3: it is a wall" },
        { "maze", "[0,1,2,-1", "[1,1,2,-1", "row 1, column 1 cannot have distance 1: it is the start" },
        { "maze", "[0,1,2,-1", "[0,0,2,-1", "row 1, column 2 cannot have distance 0: only the start has 0" },
        { "maze", "S..#.#.....G", "S.##.#.....G", "row 1, column 3 cannot have distance 2: it is a wall" },
        { "maze", "S..#.#.....G", "S....#.....G", "row 1, column 4 has distance -1, its neighbour row 1, column 3 2" },
        { "maze", "\"shortest\",\"rows\":3,\"columns\":4,\"maze\":\"S..#.#.....G\",\"path\":[0,1,2,6,7,11]", "\"unreachable\",\"rows\":3,\"columns\":4,\"maze\":\"S..#.#.....G\"", "the goal has a distance: there is a path" },
        { "walled", "S.#G..#.", "S.#G....", "row 2, column 3 has distance -1, its neighbour row 2, column 2 2" },
        { "walled", "[0,1,-1,-1,1,2,", "[0,1,-1,-1,1,-1,", "row 2, column 2 has distance -1, its neighbour row 1, column 2 1" },
        { "walled", "-1,-1]", "-1,3]", "row 1, column 4 has distance -1, its neighbour row 2, column 4 3" },

        { "graph", "\"distances\":[0,2,4,-1]", "\"distances\":[0,2,5,-1]", "node 2 has distance 5, edge 1 from node 1 leads there in 4" },
        { "graph", "\"distances\":[0,2,4,-1]", "\"distances\":[0,2,3,-1]", "node 2 has distance 3, and no path of that length leads there" },
        { "graph", "\"distances\":[0,2,4,-1]", "\"distances\":[1,2,4,-1]", "the source, node 0, has distance 1" },
        { "graph", "\"distances\":[0,2,4,-1]", "\"distances\":[0,2,-1,-1]", "node 2 has distance -1, edge 1 from node 1 leads there in 4" },
        { "graph", "\"distances\":[0,2,4,-1]", "\"distances\":[0,2,4,0]", "node 3 has distance 0, and no path of that length leads there" },
        { "graph", "\"directed\":1", "\"directed\":0", "node 3 has distance -1, edge 3 from node 0 leads there in 1" },
        { "graph", "1,2,2,0,2,5", "1,2,1,0,2,5", "node 2 has distance 4, edge 1 from node 1 leads there in 3" },
        { "graph", "[[0,1,2],[]]", "[[0,2],[]]", "path 0, step 1: no edge of a shortest path leads from node 0 to node 2" },
        { "graph", "[[0,1,2],[]]", "[[1,2],[]]", "path 0 does not lead from the source to node 2" },
        { "graph", "[[0,1,2],[]]", "[[],[]]", "path 0 does not lead from the source to node 2" },
        { "graph", "[[0,1,2],[]]", "[[0,1,2],[3]]", "path 1 does not lead from the source to node 3, which cannot be reached" },

        { "sum", "\"396\",\"values\"", "\"397\",\"values\"", "the value is not that of the last operation" },
        { "sum", "132,396", "142,396", "operation 0, place 1: digit 4 with carry 1 is wrong" },
        { "sum", "\"396\",\"values\":\"132,396\"", "\"397\",\"values\":\"132,397\"", "operation 1, place 0: digit 7 with carry 0 is wrong" },
        { "sum", "[1,1,0]", "[0,1,0]", "operation 0, place 0: digit 2 with carry 0 is wrong" },
        { "sum", "[1,1,0]", "[1,1]", "operation 0: 2 carries and 3 digits for 3 places" },
        { "sum", "\"396\",\"values\":\"132,396\"", "\"-396\",\"values\":\"132,-396\"", "operation 1 has the wrong sign" },
        { "sum", "132,396", "-132,396", "operation 0 has the wrong sign" },
        { "sum", "\"132,396\",\"carries\":[[1,1,0],[0,0,0,0]]", "\"396\",\"carries\":[[0,0,0,0]]", "operation 0" },
        { "sum", "\"132,396\"", "\"132,396,1\"", "3 values and 2 lists of carries for 2 operations" },
        { "sum", "((47+85)*3)", "((47+85)*4)", "operation 1, place 0: digit 6 with carry 0 is wrong" },
        { "sum", "((47+85)*3)", "((47-85)*3)", "operation 0" },
        { "difference", "\"-7\",\"values\":\"-7\"", "\"7\",\"values\":\"7\"", "operation 0: 2 carries and 1 digits for 3 places" },

        { "satisfied", "[1,-2,3]", "[1,-2,-3]", "clause 1 is not satisfied" },
        { "satisfied", "[1,2,0,", "[-1,2,0,", "clause 0 is not satisfied" },
        { "refuted", "[1,2,0,-1,2,0,1,-2,0,-1,-2,0]", "[1,2,0,-1,2,0,1,-2,0]", "drat, step 2: unit propagation refutes neither the negation nor all resolvents on the first literal of clause  0" },
        { "refuted", "[[2],[0,1,2],[]]", "[[0,1,2],[2],[]]", "drat, step 1: unit propagation refutes neither the negation nor all resolvents on the first literal of clause 2 0" },
        { "refuted", "[[2],[0,1,2],[]]", "[[0,2],[2],[]]", "drat, step 0: deletes a clause that is not there: 2 0" },
        { "refuted", "[[2],[0,1,2],[]]", "[[2],[0,1,2],[0,1,2],[]]", "drat, step 2: deletes a clause that is not there: 1 2 0" },
        { "refuted", "[[2],[0,1,2],[]]", "[[2],[0,1,2]]", "ends without the empty clause" },
        { "refuted", "[[2],[0,1,2],[]]", "[]", "ends without the empty clause" },

        { "tiles", "\"L\"", "\"U\"", "move 1: no tile can slide U" },
        { "tiles", "\"L\"", "\"\"", "after 0 moves row 2, column 1 holds 0, not 3" },
        { "tiles", "\"L\"", "\"LR\"", "after 2 moves row 2, column 1 holds 0, not 3" },
        { "tiles", "blank-last", "blank-first", "after 1 moves row 1, column 1 holds 1, not 0" },
        { "tiles", "[1,2,0,3]", "[2,1,0,3]", "after 1 moves row 1, column 1 holds 2, not 1" },
        { "parity", "[2,1,3,0]", "[1,2,3,0]", "the parity of the board is that of the goal" },

        { "custom", "\"classes\":[0,1,1,0]", "\"classes\":[1,0,0,1]", "cell 0 has class 1, 0 is given" },
        { "custom", "\"classes\":[0,1,1,0]", "\"classes\":[0,1,1,1]", "group 1 holds a class twice" },
        { "custom", "\"known\":[0,", "\"known\":[1,", "cell 0 has class 0, 1 is given" },
        { "custom", "\"groups\":[[0,1]", "\"groups\":[[0,3]", "group 0 holds a class twice" },
    };

    [Theory]
    [MemberData(nameof(False))]
    public void What_is_false_is_rejected_for_its_reason(string name, string old, string changed, string reason)
    {
        ProofVerdict verdict = ProofLines.Check(ProofLines.Seal(Changed(name, old, changed)));

        Assert.NotNull(verdict.Failure);
        Assert.Contains(reason, verdict.Failure, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string> Unreadable => new()
    {
        { "sudoku", "trm.proof", "trm.prooF", "expected format 'trm.proof'" },
        { "sudoku", "\"version\":1", "\"version\":2", "expected a whole number from 1 to 1" },
        { "sudoku", "\"version\":1", "\"version\":1.0", "expected a whole number" },
        { "sudoku", "\"version\":1", "\"version\":1e0", "expected a whole number" },
        { "sudoku", "\"version\":1", "\"version\":01", "no JSON" },
        { "sudoku", "\"version\":1", "\"version\":\"1\"", "expected a number" },
        { "sudoku", "\"version\":1,", "", "expected field 'version'" },
        { "sudoku", "\"version\":1,", "\"version\":1,\"version\":1,", "expected field 'task'" },
        { "sudoku", "\"version\":1,", "\"version\":1, ", "byte 32 has no place in a proof" },
        { "sudoku", "\"version\":1,", "\"version\":1,\t", "byte 9 has no place in a proof" },
        { "sudoku", "\"sudoku\"", "\"s\\u0075doku\"", "byte 92 has no place in a proof" },
        { "sudoku", "\"sudoku\"", "\"sudokü\"", "byte 195 has no place in a proof" },
        { "sudoku", "\"sudoku\"", "\"chess\"", "expected a task of sudoku, maze" },
        { "sudoku", "\"sudoku\"", "\"maze\"", "expected a claim of shortest, unreachable" },
        { "sudoku", "\"solution\",\"puzzle\"", "\"certain\",\"puzzle\"", "expected a claim of solution, unique, none" },
        { "sudoku", "\"1...3..2.1..4..1\"", "\"1...3..2.1..4..\"", "15 cells: expected 16, 36, 81, 256 or 625" },
        { "sudoku", "\"1...3..2.1..4..1\"", "\"5...3..2.1..4..1\"", "cell 0 holds no digit of such a board" },
        { "sudoku", "\"solution\":\"1234341221434321\"", "\"solution\":\"123456456123231564564231312645645312\"", "the puzzle has 16 cells, the solution 36" },
        { "unique", "[0]", "[-1]", "expected a whole number from 0 to 16" },
        { "unique", "[0]", "[-0]", "expected a whole number" },
        { "unique", "[0]", "[00]", "no JSON" },
        { "unique", "[0]", "[0,]", "no JSON" },
        { "unique", "[0]", "[[0]]", "expected a whole number" },
        { "unique", "[0]", "[[[[[[[[0]]]]]]]]", "expected a whole number" },
        { "unique", "[0]", "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}", "expected a list" },
        { "unique", "[0]", "[99999999999999999999]", "expected a whole number" },
        { "maze", "\"rows\":3", "\"rows\":2049", "expected a whole number from 1 to 2048" },
        { "maze", "\"rows\":3", "\"rows\":4", "expected 16 cells" },
        { "maze", "S..#.#.....G", "S..#.#.....S", "one S and one G" },
        { "maze", "S..#.#.....G", "S..#.#....xG", "expected 12 cells: walls" },
        { "maze", "[0,1,2,6,7,11]", "[0,1,2,6,7,12]", "expected a whole number from 0 to 11" },
        { "maze", ",5]", "]", "11 distances for 12 cells" },
        { "graph", "\"nodes\":4", "\"nodes\":1000001", "expected a whole number from 1 to 1000000" },
        { "graph", "\"nodes\":4", "\"nodes\":5", "4 distances for 5 nodes" },
        { "graph", "[0,1,2,1,2,2,", "[0,4,2,1,2,2,", "edge 0 is not two nodes of 4 and a weight" },
        { "graph", "3,0,1]", "3,0]", "edge 3 is not two nodes of 4 and a weight" },
        { "graph", "3,0,1]", "3,0,1152921504606846976]", "edge 3 is not two nodes of 4 and a weight" },
        { "graph", "[[0,1,2],[]]", "[[0,1,2]]", "1 paths for 2 targets" },
        { "graph", "[[0,1,2],[]]", "[[0,1,2],3]", "expected a list" },
        { "sum", "((47+85)*3)", "((47+85)*3", "expression, place 11: expected ')'" },
        { "sum", "((47+85)*3)", "((47+85)*3)1", "expression, place 12: expected the end" },
        { "sum", "((47+85)*3)", "((47+85)/3)", "expression, place 9: expected an operation" },
        { "sum", "((47+85)*3)", "((047+85)*3)", "expected a number" },
        { "sum", "132,396", "132,0396", "expected numbers as digits without leading zeros" },
        { "sum", "132,396", "-0,396", "expected numbers as digits without leading zeros" },
        { "satisfied", "[1,-2,3]", "[1,-2,4]", "expected a whole number from -3 to 3" },
        { "satisfied", "[1,-2,3]", "[1,-2]", "expected a value for each of 3 variables" },
        { "satisfied", "[1,-2,3]", "[1,1,3]", "expected a value for each of 3 variables" },
        { "satisfied", "-3,0]", "-3]", "the last clause does not end with 0" },
        { "satisfied", "\"variables\":3", "\"variables\":2000000000", "expected a whole number from 0 to 2097152" },
        { "refuted", "[[2],", "[[3],", "expected a whole number from -2 to 2" },
        { "refuted", "[0,1,2]", "[0,1,0]", "0 is no literal" },
        { "tiles", "[1,2,0,3]", "[1,2,0,2]", "expected each tile of 0 to 3 once" },
        { "tiles", "[1,2,0,3]", "[1,2,0]", "3 tiles: expected 4, 9, 16 or 25" },
        { "tiles", "\"L\"", "\"X\"", "move 1 is none of L, R, U, D" },
        { "tiles", "blank-last", "blank-lost", "expected a goal of blank-first, blank-last" },
        { "custom", "[0,1,1,0]", "[0,1,1,256]", "expected a whole number from 0 to 255" },
        { "custom", "\"cells\":4", "\"cells\":5", "4 known and 4 classes for 5 cells" },
        { "custom", "[[0,1],[2,3],[0,2],[1,3]]", "[]", "0 groups" },
        { "custom", "\"cells\":4", "\"cells\":4,\"more\":1", "expected field 'known'" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_is_no_proof_is_unreadable_and_says_where(string name, string old, string changed, string problem)
    {
        var error = Assert.Throws<ProofFormatException>(() => ProofLines.Check(ProofLines.Seal(Changed(name, old, changed))));

        Assert.StartsWith("line 1: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proof_under_another_digest_or_none_is_not_accepted()
    {
        byte[] line = ProofLines.Seal(ProofLines.Small["tiles"]);
        string text = Encoding.ASCII.GetString(line);
        int digest = text.IndexOf("sha256", StringComparison.Ordinal) + 9;
        string other = text[..digest] + (text[digest] == '0' ? '1' : '0') + text[(digest + 1)..];

        Assert.Contains("the digest is not that of the line", Check(other).Failure, StringComparison.Ordinal);
        Assert.Contains("the digest is not that of the line", Check(text.Replace("[1,2,0,3]", "[0,1,3,2]", StringComparison.Ordinal).Replace("\"L\"", "\"LUR\"", StringComparison.Ordinal).Replace("[0,1,3,2]", "[1,2,3,0]", StringComparison.Ordinal).Replace("\"LUR\"", "\"\"", StringComparison.Ordinal)).Failure, StringComparison.Ordinal);
        Unread("expected field 'sha256'", ProofLines.Small["tiles"] + "}\n");
        Unread("text behind the object", text[..^1] + "}\n");
        Unread("text behind the object", text[..^1] + "{}\n");
    }

    [Fact]
    public void A_file_that_is_cut_off_empty_or_has_blank_lines_is_unreadable()
    {
        string text = Encoding.ASCII.GetString(ProofLines.Seal(ProofLines.Small["tiles"]));

        Unread("line 1: expected a proof", string.Empty);
        Unread("line 1: does not end, the file was cut off", text[..^1]);
        Unread("line 2: does not end, the file was cut off", text + text[..20]);
        Unread("line 2: column 1: no JSON", text + "\n" + text);
        Unread("line 1: column 1: byte 239", '\uFEFF' + text);
        Unread("line 1: column " + text.Length + ": byte 13", text[..^1] + "\r\n");
        Assert.Equal([1, 2], ProofChecker.Check(Encoding.ASCII.GetBytes(text + text)).Select(verdict => verdict.Line));
    }

    [Fact]
    public void Deep_nesting_and_huge_counts_end_at_once()
    {
        string head = "{\"format\":\"trm.proof\",\"version\":1,\"task\":\"graphs\",\"claim\":\"distances\",\"directed\":0,\"nodes\":1000000,\"source\":0,\"decimals\":0,\"edges\":[],\"targets\":[],\"distances\":";
        Unread("expected a whole number", head + new string('[', 100_000) + "\n");
        Unread("0 distances for 1000000 nodes", head + "[],\"paths\":[]}\n");
        string expression = new string('(', 100_000) + "1";
        Unread("at most 1200 operations within each other", "{\"format\":\"trm.proof\",\"version\":1,\"task\":\"arithmetic\",\"claim\":\"value\",\"expression\":\"" + expression + "\",\"value\":\"1\",\"values\":\"\",\"carries\":[]}\n");
    }

    private static string Changed(string name, string old, string changed)
    {
        string text = name == "tree" ? Tree.Value : ProofLines.Small[name];
        Assert.Contains(old, text, StringComparison.Ordinal);
        int at = text.LastIndexOf(old, StringComparison.Ordinal);
        return text[..at] + changed + text[(at + old.Length)..];
    }

    private static ProofVerdict Check(string text) => ProofLines.Check(Encoding.ASCII.GetBytes(text));

    private static void Unread(string problem, string text)
    {
        var error = Assert.Throws<ProofFormatException>(() => ProofChecker.Check(Encoding.UTF8.GetBytes(text)).Count());
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
