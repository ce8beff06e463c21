using TinyRecursion.Execution.Finite;

namespace TinyRecursion.Assurance.Proofs;

/// <summary>
/// A claim about a learned local rule on problems of every size: that the rule is its specification at every point of
/// its local domain, which is finite and checked in full, and why the recursion is right on every problem if it is.
/// </summary>
/// <remarks>
/// The finite part is checked by <see cref="Prover"/>, with the rule in the form that runs. The induction is an argument
/// for people; whatever finite facts it uses beyond the specification are <see cref="Premises"/>, checked as well.
/// Implementations are immutable and safe to share between threads.
/// </remarks>
public interface ITheorem
{
    /// <summary>The theorem's name, such as <c>arithmetic</c>; also the name of the command.</summary>
    string Name { get; }

    /// <summary>The task that models of the rule name.</summary>
    string Task { get; }

    /// <summary>The name of the shipped model that it is about, without its ending; the task's unless it says otherwise.</summary>
    string Model => Task;

    /// <summary>What is claimed.</summary>
    string Statement { get; }

    /// <summary>What a cell looks at and should do, in words.</summary>
    string SpecificationText { get; }

    /// <summary>What a cell should do, as code.</summary>
    internal ILocalSpecification Specification { get; }

    /// <summary>Why the recursion is right on problems of every size if every cell follows the specification.</summary>
    string Induction { get; }

    /// <summary>The finite facts that the induction uses, each checked over the table of the rule.</summary>
    internal IReadOnlyList<Premise> Premises { get; }

    /// <summary>Says in words what a cell looks at, for counterexamples.</summary>
    /// <param name="inputs">See <see cref="FiniteShape.Key"/>.</param>
    string Describe(ReadOnlySpan<int> inputs);

    /// <summary>Says in words which symbol a cell takes.</summary>
    /// <param name="symbol">The symbol.</param>
    string DescribeSymbol(int symbol);
}
