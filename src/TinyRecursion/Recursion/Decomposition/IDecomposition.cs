namespace TinyRecursion.Recursion.Decomposition;

/// <summary>
/// How a problem is split into parts of the same kind, and their answers merged. Parts are necessary: where one has no answer, the
/// whole has none. Safe to share between threads.
/// </summary>
/// <typeparam name="TProblem">The problem, and each of its parts.</typeparam>
/// <typeparam name="TAnswer">The answer, and each part's.</typeparam>
public interface IDecomposition<TProblem, TAnswer>
{
    /// <summary>Splits a problem.</summary>
    /// <param name="problem">The problem; not changed.</param>
    /// <returns>The parts, each smaller than the problem and perhaps none; null where it is to be solved as it is.</returns>
    IReadOnlyList<TProblem>? Split(TProblem problem);

    /// <summary>Merges the answers of the parts.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="answers">The answers, in the order of the parts.</param>
    TAnswer Merge(TProblem problem, IReadOnlyList<TAnswer> answers);

    /// <summary>Checks an answer of a problem or of a part, by the task's rules alone.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="answer">The answer.</param>
    bool Accepts(TProblem problem, TAnswer answer);
}
