using System.Text.Json;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Cells;

/// <summary>The answer to an instance of cells.</summary>
/// <typeparam name="TInstance">The instances.</typeparam>
/// <param name="Task">The task.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Classes">A class for each cell.</param>
/// <param name="Reasons">The reasons why they are no answer, none for an accepted one; null where nothing says when one is right.</param>
/// <param name="Run">Steps of the run that gave the answer.</param>
/// <param name="TotalSteps">Steps of all runs.</param>
/// <param name="Restart">The start that gave the answer, from 0.</param>
public sealed record CellAnswer<TInstance>(
    CellTask<TInstance> Task, TInstance Instance, int[] Classes, IReadOnlyList<string>? Reasons, long Run, long TotalSteps, int Restart) : Answer
    where TInstance : class, IInstance
{
    private static readonly Metric Unchecked = new("unchecked", MetricKind.Count, "cannot be checked");

    /// <inheritdoc/>
    public override AnswerStatus Status => Reasons is null ? AnswerStatus.Unchecked : Reasons.Count == 0 ? AnswerStatus.Solved : NotSolved;

    /// <inheritdoc/>
    public override HaltReason Limit => Reached;

    /// <summary>The limit that ended the run, if one did.</summary>
    internal HaltReason Reached { get; init; }

    /// <summary>Whether the checker accepts the answer or, where nothing can be checked, it equals the labels.</summary>
    public override bool IsSolved => Reasons is null ? EqualsLabels == true : Reasons.Count == 0;

    /// <inheritdoc/>
    public override long Steps => TotalSteps;

    /// <summary>Whether every cell with a label has its class; null where none has a label.</summary>
    public bool? EqualsLabels => Labelled() is (> 0 and var labelled, var right) ? labelled == right : null;

    /// <inheritdoc/>
    public override string Failure() => GivenUp ?? string.Join("; ", Reasons ?? []) + (Limit == HaltReason.StepLimit ? "; ended at the limit on steps" : string.Empty);

    /// <inheritdoc/>
    public override IEnumerable<MetricValue> Metrics()
    {
        (int labelled, int right) = Labelled();
        if (labelled > 0)
        {
            yield return Metric.Exact.Of(labelled == right);
            yield return Metric.Cells.Of((double)right / labelled, labelled);
        }

        if (Reasons is null)
        {
            yield return Unchecked.Of(1);
        }
    }

    /// <inheritdoc/>
    public override void WriteText(TextWriter output, TextColours colours = TextColours.None) => Task.WriteAnswer(output, this);

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json) => Task.WriteAnswer(json, this);

    // Cells whose class is given are neither learned nor counted.
    private (int Labelled, int Right) Labelled()
    {
        int[]? labels = Task.Labels(Instance), known = Task.Known(Instance);
        int labelled = 0, right = 0;
        for (int cell = 0; cell < (labels?.Length ?? 0); cell++)
        {
            if (labels![cell] != CellTask<TInstance>.None && (known is null || known[cell] == CellTask<TInstance>.None))
            {
                labelled++;
                right += Classes[cell] == labels[cell] ? 1 : 0;
            }
        }

        return (labelled, right);
    }
}
