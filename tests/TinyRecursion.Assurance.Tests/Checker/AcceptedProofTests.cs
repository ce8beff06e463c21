using System.Text;
using TinyRecursion.Assurance.Checker;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Arithmetic;
using TinyRecursion.Tasks.Cells;
using TinyRecursion.Tasks.Custom;
using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Satisfiability;
using TinyRecursion.Tasks.Standard;
using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Tasks.Tiles;
using TinyRecursion.Tasks.Tracing;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Checker;

/// <summary>What solvers find, the Checker accepts, on instances of every task and for every claim.</summary>
public class AcceptedProofTests
{
    public static TheoryData<string> Small => [.. ProofLines.Small.Keys];

    [Theory]
    [MemberData(nameof(Small))]
    public void A_small_proof_of_every_claim_is_accepted(string name)
    {
        Assert.Null(ProofLines.Check(ProofLines.Seal(ProofLines.Small[name])).Failure);
    }

    [Fact]
    public void Every_task_carries_proofs_or_says_why_not() => Assert.All(
        StandardTasks.All, task => Assert.Equal(task.Name == "arc" ? "which answer is right" : null, task.Proofs is null ? task.WhyNoProof[^21..] : null));

    [Fact]
    public void Sudokus_of_every_size_with_one_solution_with_none_and_with_several()
    {
        const string Boards = """
            8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..
            .....5.8....6.1.43..........1.5........1.6...3.......553.....61........4.........
            .....6....59.....82....8....45........3........6..3.54...325..6..................
            11..............
            1234341.2.434.21
            """;
        Settings settings = Settings.Default.With(SudokuTask.Rules, RuleKind.Algorithmic);
        Accepted("unique none solution none unique", new SudokuTask(), settings.With(StandardSettings.Search, true), Boards);
        // A rule alone shows less, and what it cannot be asked a search shows.
        Accepted("solution none", new SudokuTask(), settings, string.Join('\n', Boards.Split('\n')[3..].Reverse()));
        Accepted("unique unique", new SudokuTask(), settings.With(StandardSettings.Search, true), Generated(new SudokuTask(), ("box", "3"), ("box", "4")));
    }

    [Fact]
    public void Mazes_with_and_without_a_path()
    {
        string mazes = Generated(new MazeTask(), ("kind", "walls"), ("kind", "perfect"));
        Settings settings = Settings.Default.With(MazeTask.Rules, RuleKind.Algorithmic);
        Accepted("shortest shortest", new MazeTask(), settings, mazes);
        Accepted("unreachable shortest", new MazeTask(), settings, "S#G\n.#.\n.##\n\nSG\n");
    }

    [Fact]
    public void Graphs_with_parallel_edges_loops_and_edges_of_no_length()
    {
        const string Text = "undirected\nsource a\ntarget c\ntarget d\na b 0\nb a 0.5\nb b 1\nb c 1.25\nc b 3\nnode d\n---\ndirected\nsource x\nx y 3\ny z 4\nx z 7\n";
        Settings settings = Settings.Default.With(GraphSettings.Rules, RuleKind.Algorithmic);
        Accepted("distances distances", new GraphTask(), settings, Text);
        Accepted("distances distances", new GraphTask(), settings, Generated(new GraphTask(), ("nodes", "60"), ("kind", "grid")));
    }

    [Fact]
    public void Expressions_of_every_sign()
    {
        const string Text = "0\n-7\n1+2\n99+1\n-99-1\n5-12\n12-5\n5-5\n-5+12\n-12+5\n0*-7\n-12*34\n-(3-5)*-(0*-7)+100-1--1-(12-12)\n1-(-(2*(3+4)))\n98765432109876543210*123456789012345678901234567890\n";
        Accepted(string.Join(' ', Enumerable.Repeat("value", 15)), new ArithmeticTask(), Settings.Default.With(ArithmeticTask.Rules, RuleKind.Algorithmic), Text);
    }

    [Fact]
    public void Formulas_satisfied_and_refuted()
    {
        var task = new SatisfiabilityTask();
        Settings settings = Settings.Default.With(SatisfiabilitySettings.Rules, RuleKind.Algorithmic).With(StandardSettings.Search, true);
        Accepted("satisfiable satisfiable", task, settings, Generated(task, ("kind", "satisfiable"), ("kind", "planted")));
        Accepted("unsatisfiable unsatisfiable", task, settings, Generated(task, ("kind", "unsatisfiable"), ("kind", "unsatisfiable")));
        // Closed by propagation alone; a gap in the variables; an empty clause.
        Accepted("unsatisfiable", task, settings, "p cnf 3 3\n1 0\n-1 3 0\n-3 0\n");
        Accepted("unsatisfiable", task, settings, "p cnf 9 4\n3 9 0\n-3 9 0\n3 -9 0\n-3 -9 0\n");
        Accepted("unsatisfiable", task, settings, "p cnf 2 2\n1 2 0\n0\n");
        Accepted("satisfiable", task, settings, "p cnf 3 0\n");
    }

    [Fact]
    public void A_refutation_as_text_is_accepted_against_the_formula_alone()
    {
        var task = new SatisfiabilityTask();
        Settings settings = Settings.Default.With(SatisfiabilitySettings.Rules, RuleKind.Algorithmic).With(StandardSettings.Search, true);
        CnfInstance instance = task.ReadInstances(new StringReader(Generated(task, ("kind", "unsatisfiable"))), "test", settings).Single();
        using Solver solver = task.Open(null, "none", settings);
        AnswerProof proof = task.Proofs(instance);
        Answer answer = solver.Solve(instance, 1, proof);
        using var text = new MemoryStream();
        Assert.Null(proof.WriteRefutation(text, answer));
        var formula = new StringWriter();
        DimacsFile.Write(formula, instance.Formula);

        string written = Encoding.ASCII.GetString(text.ToArray());
        Assert.EndsWith("\n0\n", written, StringComparison.Ordinal);
        Assert.Matches(@"\A((d )?(-?[1-9][0-9]* )+0\n)+0\n\z", written);
        Assert.Null(ProofChecker.CheckDrat(Encoding.ASCII.GetBytes(formula.ToString()), text.ToArray()).Failure);
    }

    [Fact]
    public void Boards_of_tiles_ordered_and_out_of_reach()
    {
        Settings settings = Settings.Default.With(TilesSettings.Rules, RuleKind.Algorithmic);
        Accepted("ordered unreachable ordered", new TilesTask(), settings, "8 6 7 2 5 4 3 0 1\n2 1 3 0\n1 2 3 0\n");
        Accepted("ordered", new TilesTask(), settings.With(TilesSettings.Goal, TilesGoal.BlankFirst), "1 0 2 3\n");
    }

    [Fact]
    public void Cells_of_a_task_of_ones_own()
    {
        var task = new CustomTask();
        CustomInstance square = LatinSquares.Generate(1, 0, 6);
        byte[] written = ProofLines.Write(task, log =>
        {
            log.Begin(square);
            Assert.Equal((null, null), log.End(square, new CellAnswer<CustomInstance>(task, square, square.Labels!, [], 0, 0, 0)));
        });
        Assert.Null(ProofLines.Check(written).Failure);
    }

    [Fact]
    public void An_answer_without_a_proof_says_why_and_writes_nothing()
    {
        var task = new SudokuTask();
        Settings settings = Settings.Default.With(SudokuTask.Rules, RuleKind.Algorithmic);
        using Solver solver = task.Open(null, "none", settings);
        SudokuPuzzle hard = task.ReadInstances(new StringReader("8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..\n"), "test", settings).Single();
        Assert.Empty(ProofLines.Write(task, log => Assert.NotNull(log.End(hard, solver.Solve(hard, 1, log.Begin(hard))).Proof)));
    }

    private static void Accepted(string claims, TaskDefinition task, Settings settings, string text)
    {
        ProofVerdict[] verdicts = [.. ProofChecker.Check(ProofLines.Of(task, settings, text))];
        Assert.Equal(claims.Split(' ').Select(claim => (task.Name, claim, (string?)null)), verdicts.Select(verdict => (verdict.Task, verdict.Claim, verdict.Failure)));
    }

    // An instance for each setting, in the form of the task's files.
    private static string Generated(TaskDefinition task, params (string Name, string Value)[] each)
    {
        var text = new StringWriter();
        InstanceGenerator generator = task.Generator!;
        Settings settings = Settings.Default;
        generator.Write(
            text, each.Select((one, number) => generator.Generate(7, (ulong)number, settings.WithText(generator.Settings.Single(setting => setting.Name == one.Name), [one.Value]))), settings);
        return text.ToString();
    }
}
