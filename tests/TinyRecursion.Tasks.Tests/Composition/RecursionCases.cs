using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Decomposition;
using TinyRecursion.Recursion.FixedPoint;
using TinyRecursion.Recursion.Planning;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Tasks.Tests.Maze;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Tasks.Tests.Composition;

/// <summary>A small case or more of every recursion there is. Whoever adds a recursion adds one here.</summary>
internal static class RecursionCases
{
    private static readonly RuleState Start = new(new Problem(new Topology(3), 0, []));

    // Goes to 2, and ends there by itself after a few dozen steps.
    private static readonly Halve Rule = new();
    private static readonly Loop ToTheEnd = new(Rule, Halting.Converged(0));
    private static readonly Loop Some = new(Rule, Halting.Steps(4));

    private static readonly SudokuBoard Extreme = Boards.Generated(1, SudokuDifficulty.Extreme).Board;
    private static readonly ModelRule Learned = Shipped.Rule();
    private static readonly SudokuRunOptions FewSteps = new() { MaximumSteps = 5, Starts = 3, StopWhenSolved = false };

    private static readonly TilesSpace<ulong> Tiles = new(side: 3);
    private static readonly TilesCost<ulong> Cost = new(Tiles, withConflicts: true);
    private static readonly ulong Shuffled = Tiles.KeyOf(new TilesBoard([7, 2, 4, 5, 0, 6, 8, 3, 1]), TilesGoal.BlankFirst);
    private static readonly ulong Ordered = Tiles.KeyOf(TilesBoard.Ordered(3, TilesGoal.BlankFirst), TilesGoal.BlankFirst);

    /// <summary>The cases.</summary>
    public static IReadOnlyList<RecursionCase> All { get; } =
    [
        OfRule(ToTheEnd),
        OfRule(new Chain<RuleState>(Some, ToTheEnd)),
        OfRule(new Portfolio<RuleState, RuleState>(Some, ToTheEnd, Some), "in order"),
        OfRule(
            new Portfolio<RuleState, RuleState>(start => new RandomStart(Some, 1, (ulong)start), 5, PortfolioChoice<RuleState>.SmallestResidual)
            {
                Threads = 3,
            },
            "on threads"),
        OfRule(new RandomStart(ToTheEnd, stateWidth: 1, seed: 7)),
        OfRule(new PlainRecursion<RuleState, RuleState>(ToTheEnd.Run)),
        OfRule(new RuleFixedPoint(Rule, FixedPointSolver.Damped(0.5))),
        RecursionCase.Of(new DivideAndConquer<int[], int[]>(new Halves(), new PlainRecursion<int[], int[]>(Small)), [5, 3, 8, 1, 9, 2], Text),
        RecursionCase.Of(SudokuSearch.Create(new SearchLimits()), Extreme, Text, "alone"),
        RecursionCase.Of(SudokuSearch.Create(new SearchLimits { Nodes = 20 }, Learned), Extreme, Text, "guided"),
        RecursionCase.Of(new BeamSearch<ulong>(Tiles, Cost, width: 50), Shuffled, Text),
        RecursionCase.Of(new BestFirstSearch<ulong>(Tiles, Cost), Shuffled, Text),
        RecursionCase.Of(new SudokuRuleRecursion(Learned, FewSteps), Extreme, Text, "learned"),
        RecursionCase.Of(new SudokuRuleRecursion(Learned, FewSteps) { PropagateFirst = true }, Extreme, Text, "mixed"),
        RecursionCase.Of(SudokuNarrowing.Instance, SudokuEncoding.Encode(Extreme), Text),
        OfRule(new MazeView(ToTheEnd, MazeSamples.Parse("S.G"), symmetry: 5)),
    ];

    /// <summary>Cases that are settled without a step, for recursions that can be.</summary>
    public static IReadOnlyList<RecursionCase> Settled { get; } =
    [
        RecursionCase.Of(SudokuSearch.Create(new SearchLimits()), Boards.Parse(Boards.Puzzle), Text),
        RecursionCase.Of(new BeamSearch<ulong>(Tiles, Cost, width: 50), Ordered, Text),
        RecursionCase.Of(new BestFirstSearch<ulong>(Tiles, Cost), Ordered, Text),
        RecursionCase.Of(new SudokuRuleRecursion(Learned, FewSteps), Boards.Parse(Boards.Puzzle), Text),
        RecursionCase.Of(SudokuNarrowing.Instance, SudokuEncoding.Encode(Boards.Parse(Boards.Puzzle)), Text),
        RecursionCase.Of(new DivideAndConquer<int[], int[]>(new Halves(), new PlainRecursion<int[], int[]>(Small)), [1], Text),
    ];

    private static RecursionCase OfRule(IRecursion<RuleState, RuleState> recursion, string name = "") =>
        RecursionCase.Of(recursion, Start, answer => $"{Text(answer.State.ToArray())}: {Text(answer.Logits.ToArray())}", name);

    // Sorting by halves: the leaves are runs of the rule, so that there are steps to trace.
    private static Outcome<int[]> Small(int[] problem, ITrace? trace, CancellationToken cancellation) =>
        new([.. problem], HaltReason.Verified, Some.Run(Start, trace, cancellation).Steps);

    private static string Text<T>(T[] values) => string.Join(' ', values);

    private static string Text(SudokuBoard board) => board.ToString();

    private static string Text(Plan plan) => $"{plan.Cost}: {Text(plan.Actions.ToArray())}";

    private static string Text(EncodedSudoku encoded) => $"{Text(encoded.CandidateCells.ToArray())}: {Text(encoded.CandidateDigits.ToArray())}";

    private sealed class Halve() : AlgorithmicRule(stateWidth: 1)
    {
        protected internal override void Step(Problem problem, ReadOnlySpan<float> before, Span<float> after)
        {
            for (int i = 0; i < after.Length; i++)
            {
                after[i] = (before[i] / 2) + 1;
            }
        }
    }

    private sealed class Halves : IDecomposition<int[], int[]>
    {
        public IReadOnlyList<int[]>? Split(int[] problem) =>
            problem.Length > 1 ? [problem[..(problem.Length / 2)], problem[(problem.Length / 2)..]] : null;

        public int[] Merge(int[] problem, IReadOnlyList<int[]> answers) => [.. answers.SelectMany(answer => answer).Order()];

        public bool Accepts(int[] problem, int[] answer) => answer.SequenceEqual(problem.Order());
    }
}
