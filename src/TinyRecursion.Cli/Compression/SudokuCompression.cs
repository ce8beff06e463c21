using System.Diagnostics;
using TinyRecursion.Cli.Sudoku;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Compression;

/// <summary>Compression of rules that solve Sudokus.</summary>
/// <param name="data">Files of puzzles, with solutions where they are trained on.</param>
/// <param name="test">File of puzzles to measure answers on, or null.</param>
internal sealed class SudokuCompression(string[] data, string? test) : CompressionTask
{
    /// <summary>Steps of a run whose answer is measured: enough for most puzzles, and each step counts.</summary>
    private const int MeasuredSteps = 256;

    private readonly IReadOnlyList<SudokuPuzzle> _test = test is null ? [] : SudokuInput.Read(test, int.MaxValue);

    /// <inheritdoc/>
    public override TrainingOptions? Training { get; } = new();

    /// <inheritdoc/>
    protected override ITrainingSource OpenSource() => new SudokuTrainingSource(SudokuData.ReadSolved(data));

    /// <inheritdoc/>
    public override ITrainingGoal Goal(RuleGraph graph) => new SudokuGoal(graph, _test);

    /// <inheritdoc/>
    public override AnswerQuality? Measure(Model model, int threads, CancellationToken cancellation)
    {
        if (_test.Count == 0)
        {
            return null;
        }

        var watch = Stopwatch.StartNew();
        using ModelRule rule = model.Open();
        SudokuAnswer[] answers = SudokuBatch.Run(
            () => new SudokuRunner(rule), _test, new SudokuRunOptions { MaximumSteps = MeasuredSteps }, threads, (_, _) => { }, cancellation);
        return new AnswerQuality(
            answers.Length, answers.Average(answer => answer.IsSolved ? 1.0 : 0.0), answers.Average(RightCells),
            answers.Average(answer => (double)answer.Result.TotalSteps), watch.Elapsed);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Problem> Read(int limit) => Read("sudoku", data, limit);

    private static double RightCells(SudokuAnswer answer)
    {
        if (answer.IsSolved || answer.Puzzle.Solution is not { } solution)
        {
            return answer.IsSolved ? 1 : 0;
        }

        ReadOnlySpan<byte> found = answer.Result.Answer.Cells, right = solution.Cells;
        int same = 0;
        for (int i = 0; i < right.Length; i++)
        {
            same += found[i] == right[i] ? 1 : 0;
        }

        return (double)same / right.Length;
    }
}
