namespace TinyRecursion.Tasks.Arc;

/// <summary>The verdict of the checker on an answer.</summary>
/// <param name="Expected">The right grid.</param>
/// <param name="Answer">The answer; null where there is none.</param>
/// <param name="Differences">The number of cells that differ; -1 where the sizes do, or where there is no answer.</param>
/// <param name="First">The first cell that differs, row by row.</param>
internal sealed record ArcVerdict(ArcGrid Expected, ArcGrid? Answer, int Differences, ArcDifference? First)
{
    /// <summary>Whether the answer is right in every cell.</summary>
    public bool IsCorrect => Differences == 0;

    /// <summary>Whether there is an answer, but of another size.</summary>
    public bool SizesDiffer => Answer is not null && Differences < 0;

    /// <summary>A sentence that says whether the answer is right, and else why not; rows and columns from 1.</summary>
    public override string ToString() => Answer is null ? "there is no answer"
        : SizesDiffer ? $"the answer has {Answer.Rows}×{Answer.Columns} cells, expected {Expected.Rows}×{Expected.Columns}"
        : IsCorrect ? "correct"
        : $"{Differences} of {Expected.Cells.Length} cells differ, first {First}";
}
