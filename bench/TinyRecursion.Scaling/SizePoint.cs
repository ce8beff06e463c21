namespace TinyRecursion.Scaling;

/// <summary>What a rule made of instances of one size.</summary>
/// <param name="Size">The size: the side of a maze, the nodes of a graph.</param>
/// <param name="Instances">How many instances.</param>
/// <param name="Accuracy">The share of what was asked that is right, 0 to 1.</param>
/// <param name="AtOnce">The share that is right on the first start, 0 to 1; at most <paramref name="Accuracy"/>.</param>
/// <param name="RightAfter">For each right answer the steps after which it stood, those of all starts together; ascending.</param>
/// <param name="Answers">How many answers were asked for.</param>
internal sealed record SizePoint(int Size, int Instances, double Accuracy, double AtOnce, int[] RightAfter, long Answers)
{
    /// <summary>The share that is right when the run is ended after some steps.</summary>
    public double AccuracyAfter(int steps)
    {
        int at = Array.BinarySearch(RightAfter, steps);
        // Of equal entries the search may find any: the last of them counts.
        int right = at >= 0 ? at + 1 : ~at;
        while (right < RightAfter.Length && RightAfter[right] <= steps)
        {
            right++;
        }

        return (double)right / Answers;
    }
}
