namespace TinyRecursion.Recursion;

/// <summary>How a recursion ended, and with what.</summary>
/// <typeparam name="TAnswer">The answer.</typeparam>
/// <param name="Answer">The answer; right for certain only where <see cref="IsVerified"/>. The type's default where there is none.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Steps">Steps of the run that gave the answer.</param>
public record Outcome<TAnswer>(TAnswer? Answer, HaltReason Reason, long Steps)
{
    /// <summary>Steps of everything that was run, the attempts before the one that gave the answer among them.</summary>
    public long TotalSteps { get; init; } = Steps;

    /// <summary>Which start of a portfolio or part of a chain it ended with, from 0.</summary>
    public int Part { get; init; }

    /// <summary>How far the last step still moved the state; infinite where nothing of the kind exists.</summary>
    public double Residual { get; init; } = double.PositiveInfinity;

    /// <summary>Whether the task's checker accepted the answer.</summary>
    public bool IsVerified => Reason == HaltReason.Verified;

    /// <summary>Whether the question is settled: by a verified answer, or by a proof that there is none.</summary>
    public bool IsSettled => Reason is HaltReason.Verified or HaltReason.Refuted;
}
