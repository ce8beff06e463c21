using System.Text.Json;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks;

/// <summary>The proof of one answer, for others to check: collects what it needs of the run, as a trace, and is written when the answer is there.</summary>
internal abstract class AnswerProof : ITrace
{
    /// <inheritdoc/>
    public virtual void Record(ITracedStep step)
    {
    }

    /// <summary>Writes the claim, the instance and the proof, the fields in the order that <c>docs/answer-proofs.md</c> gives.</summary>
    /// <param name="json">The writer, within the object.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>The reason why the answer carries no proof, and then nothing is written; null where it does.</returns>
    public abstract string? Write(Utf8JsonWriter json, Answer answer);

    /// <summary>Writes the refutation alone, in the form of <see cref="TaskDefinition.RefutationKind"/>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>The reason why there is none, and then nothing is written; null where there is.</returns>
    public virtual string? WriteRefutation(Stream output, Answer answer) => throw new NotSupportedException();
}
