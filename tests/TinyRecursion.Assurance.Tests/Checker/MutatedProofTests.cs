using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using TinyRecursion.Assurance.Checker;
using TinyRecursion.Assurance.Checker.Reading;
using TinyRecursion.Tasks.Arithmetic;
using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Tasks.Tiles;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Checker;

/// <summary>
/// Bytes changed at random: a line is never accepted; with its digest made anew, only where what it then says is true, which the library's own
/// checkers tell.
/// </summary>
public class MutatedProofTests
{
    private const int Mutants = 300;

    public static TheoryData<string> Small => [.. ProofLines.Small.Keys];

    [Theory]
    [MemberData(nameof(Small))]
    public void A_changed_byte_is_never_accepted(string name)
    {
        byte[] line = ProofLines.Seal(ProofLines.Small[name]);
        var random = new Random(1);
        for (int i = 0; i < Mutants; i++)
        {
            Assert.False(IsAccepted(Mutate(line, random)));
        }
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void A_changed_byte_under_a_new_digest_is_accepted_only_where_the_claim_is_true(string name)
    {
        byte[] text = Encoding.ASCII.GetBytes(ProofLines.Small[name]);
        var random = new Random(2);
        for (int i = 0; i < Mutants; i++)
        {
            byte[] mutant = Mutate(text, random);
            if (IsAccepted(ProofLines.Seal(mutant)))
            {
                Assert.True(IsTrue(Encoding.ASCII.GetString(mutant)), Encoding.ASCII.GetString(mutant));
            }
        }
    }

    [Fact]
    public void What_tells_the_truth_can_say_no()
    {
        Assert.All(ProofLines.Small.Values, text => Assert.True(IsTrue(text)));
        Assert.False(IsTrue(ProofLines.Small["maze"].Replace("0,1,2,6,7,11", "0,1,2,6,11", StringComparison.Ordinal)));
        Assert.False(IsTrue(ProofLines.Small["none"].Replace("123", "12.", StringComparison.Ordinal)));
        Assert.False(IsTrue(ProofLines.Small["sum"].Replace("\"396\"", "\"397\"", StringComparison.Ordinal)));
    }

    private static byte[] Mutate(byte[] text, Random random)
    {
        byte[] mutant = [.. text];
        int at = random.Next(mutant.Length);
        // Half of them stay what a proof may hold, and get further.
        byte other = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"0123456789-,[]\".#SGLRUD"[random.Next(23)];
        mutant[at] = other == mutant[at] ? (byte)(other ^ 1) : other;
        return mutant;
    }

    private static bool IsAccepted(byte[] file)
    {
        try
        {
            return ProofChecker.Check(file).All(verdict => verdict.Failure is null);
        }
        catch (ProofFormatException)
        {
            return false;
        }
    }

    private static bool IsTrue(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text + "}");
        JsonElement proof = document.RootElement;
        return Text(proof, "task") switch
        {
            "sudoku" => IsTrueSudoku(proof),
            "maze" => IsTrueMaze(proof),
            "graphs" => IsTrueGraph(proof),
            "arithmetic" => ExpressionParser.Parse(Text(proof, "expression"), "test").Expected() == BigInteger.Parse(Text(proof, "value"), CultureInfo.InvariantCulture),
            "sat" => IsTrueFormula(proof),
            "tiles" => IsTrueBoard(proof),
            _ => IsTrueCustom(proof),
        };
    }

    private static bool IsTrueSudoku(JsonElement proof)
    {
        SudokuBoard puzzle = SudokuLine.Parse(Text(proof, "puzzle")).Board;
        int solutions = SudokuSearch.Create(new()).Run(puzzle).Answers.Count;
        return Text(proof, "claim") == "none"
            ? solutions == 0
            : SudokuChecker.Check(puzzle, SudokuLine.Parse(Text(proof, "solution")).Board).IsSolved && (Text(proof, "claim") == "solution" || solutions == 1);
    }

    private static bool IsTrueMaze(JsonElement proof)
    {
        int rows = proof.GetProperty("rows").GetInt32(), columns = proof.GetProperty("columns").GetInt32();
        var board = new MazeBoard(rows, columns, [.. Text(proof, "maze").Select(symbol => MazeBoard.CellOf(symbol)!.Value)]);
        if (Text(proof, "claim") == "unreachable")
        {
            return MazePaths.ShortestMoves(board) is null;
        }

        int[] path = Numbers(proof, "path");
        return path[0] == board.Start && path[^1] == board.Goal && MazeChecker.Check(board, new MazeMarks(rows, columns, path[1..^1]), null) is { IsShortest: true } verdict && verdict.Moves == path.Length - 1;
    }

    private static bool IsTrueGraph(JsonElement proof)
    {
        int[] edges = Numbers(proof, "edges");
        var graph = new WeightedGraph(
            [.. Enumerable.Range(0, proof.GetProperty("nodes").GetInt32()).Select(node => $"n{node}")], [.. edges.Chunk(3).Select(edge => new GraphEdge(edge[0], edge[1], edge[2]))],
            proof.GetProperty("directed").GetInt32() == 1, proof.GetProperty("source").GetInt32(), Numbers(proof, "targets"), proof.GetProperty("decimals").GetInt32());
        long[] distances = [.. proof.GetProperty("distances").EnumerateArray().Select(one => one.GetInt64())];
        int[][] paths = [.. proof.GetProperty("paths").EnumerateArray().Select(path => path.EnumerateArray().Select(node => node.GetInt32()).ToArray())];
        return GraphDistances.Of(graph).SequenceEqual(distances)
            && graph.Targets.ToArray().Zip(paths).All(both => distances[both.First] < 0 ? both.Second.Length == 0 : GraphChecker.CheckPath(graph, both.Second, both.First, distances[both.First]).IsRight);
    }

    private static bool IsTrueFormula(JsonElement proof)
    {
        int variables = proof.GetProperty("variables").GetInt32();
        string[] clauses = string.Join(' ', Numbers(proof, "clauses")).Split(" 0", StringSplitOptions.RemoveEmptyEntries);
        int[][] formula = [.. clauses.Select(clause => clause.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray())];
        bool Satisfies(int bits) => formula.All(clause => clause.Any(literal => ((bits >> (Math.Abs(literal) - 1)) & 1) == (literal > 0 ? 1 : 0)));
        return Text(proof, "claim") == "satisfiable"
            ? Satisfies(Numbers(proof, "assignment").Where(literal => literal > 0).Sum(literal => 1 << (literal - 1)))
            : !Enumerable.Range(0, 1 << variables).Any(Satisfies);
    }

    private static bool IsTrueBoard(JsonElement proof)
    {
        var board = new TilesBoard([.. Numbers(proof, "board").Select(tile => (byte)tile)]);
        TilesGoal goal = Text(proof, "goal") == "blank-first" ? TilesGoal.BlankFirst : TilesGoal.BlankLast;
        return Text(proof, "claim") == "unreachable"
            ? !board.CanReach(goal)
            : TilesChecker.Check(board, goal, [.. Text(proof, "moves").Select(letter => (TilesMove)"LRUD".IndexOf(letter, StringComparison.Ordinal))]).IsSolved;
    }

    private static bool IsTrueCustom(JsonElement proof)
    {
        int[] known = Numbers(proof, "known"), classes = Numbers(proof, "classes");
        return known.Zip(classes).All(both => both.First < 0 || both.First == both.Second)
            && proof.GetProperty("groups").EnumerateArray().All(group => group.EnumerateArray().Select(cell => classes[cell.GetInt32()]).ToArray() is var held && held.Distinct().Count() == held.Length);
    }

    private static string Text(JsonElement proof, string field) => proof.GetProperty(field).GetString()!;

    private static int[] Numbers(JsonElement proof, string field) => [.. proof.GetProperty(field).EnumerateArray().Select(one => one.GetInt32())];
}
