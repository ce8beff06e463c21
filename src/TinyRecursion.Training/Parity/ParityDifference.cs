namespace TinyRecursion.Training.Parity;

/// <summary>How far one quantity is from what the published code computed.</summary>
/// <param name="Quantity">Its name in the expected file, such as <c>step1.logits</c>, or <see cref="ParityCase.VectorStep"/>.</param>
/// <param name="Difference">The largest difference; what it is relative to depends on the kind of quantity.</param>
/// <param name="Tolerance">The largest that is allowed.</param>
internal sealed record ParityDifference(string Quantity, double Difference, double Tolerance)
{
    /// <summary>Whether it is close enough; what is not a number never is.</summary>
    public bool IsClose => Difference <= Tolerance;
}
