using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>What an evaluation found.</summary>
/// <param name="answers">What was made of the boards, at least one.</param>
/// <param name="elapsed">Time of the whole.</param>
internal sealed class EvalSummary(IReadOnlyList<SudokuAnswer> answers, TimeSpan elapsed)
{
    /// <summary>Boards.</summary>
    public int Instances => answers.Count;

    /// <summary>Fraction accepted by the checker.</summary>
    public double Solved { get; } = answers.Count(answer => answer.IsSolved) / (double)answers.Count;

    /// <summary>Fraction equal to the label, over boards that have one; null if none has.</summary>
    public double? Exact { get; } = ExactOf(answers);

    /// <summary>Mean steps of a board, all its runs together.</summary>
    public double MeanSteps { get; } = answers.Average(answer => (double)answer.Result.TotalSteps);

    /// <summary>Most steps of a board, all its runs together.</summary>
    public long MaximumSteps { get; } = answers.Max(answer => answer.Result.TotalSteps);

    /// <summary>Wall-clock time per board, of the whole.</summary>
    public double MillisecondsPerInstance => elapsed.TotalMilliseconds / Instances;

    /// <summary>The time that half of the boards stay below, each measured on the thread that solved it.</summary>
    public double MedianMilliseconds { get; } = MedianOf(answers);

    /// <summary>Writes the fields of the JSON object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("instances", Instances);
        json.WriteNumber("solved", Solved);
        if (Exact is { } exact)
        {
            json.WriteNumber("exact", exact);
        }

        json.WriteNumber("nodes", answers.Sum(answer => answer.Result.Search?.Nodes ?? 0));
        json.WriteNumber("nodesToAnswer", answers.Sum(answer => answer.Result.Search?.NodesToAnswer ?? 0));
        json.WriteNumber("unique", answers.Count(answer => answer.Result.Search is { IsUnique: true }));
        json.WriteNumber("several", answers.Count(answer => answer.Result.Solutions > 1));
        json.WriteNumber("refuted", answers.Count(answer => answer.Result.IsRefuted));
        json.WriteNumber("gaveUp", answers.Count(answer => answer.GaveUp));
        json.WriteNumber("medianMs", MedianMilliseconds);
        CostFields.Write(json, MeanSteps, MaximumSteps, elapsed, MillisecondsPerInstance);
    }

    private static double? ExactOf(IReadOnlyList<SudokuAnswer> answers)
    {
        int labelled = answers.Count(answer => answer.Puzzle.Solution is not null);
        int exact = answers.Count(answer => answer.IsSolved && answer.Result.Answer.Equals(answer.Puzzle.Solution));
        return labelled > 0 ? (double)exact / labelled : null;
    }

    private static double MedianOf(IReadOnlyList<SudokuAnswer> answers)
    {
        double[] times = [.. answers.Select(answer => answer.Elapsed.TotalMilliseconds).Order()];
        return (times[(times.Length - 1) / 2] + times[times.Length / 2]) / 2;
    }
}
