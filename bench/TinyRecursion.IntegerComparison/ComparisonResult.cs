namespace TinyRecursion.IntegerComparison;

/// <summary>What both sides took.</summary>
/// <param name="Task">The task.</param>
/// <param name="Instances">Instances answered.</param>
/// <param name="FloatMicroseconds">Time per step of whole answers in floating point.</param>
/// <param name="IntegerMicroseconds">The same in integers.</param>
/// <param name="FloatSolved">Instances that floating point solved.</param>
/// <param name="IntegerSolved">Instances that integers solved.</param>
/// <param name="StepRatio">How many times faster a step alone is in integers.</param>
internal sealed record ComparisonResult(
    string Task, int Instances, double FloatMicroseconds, double IntegerMicroseconds, int FloatSolved, int IntegerSolved, double StepRatio)
{
    /// <summary>How many times faster integers are.</summary>
    public double Ratio => FloatMicroseconds / IntegerMicroseconds;
}
