using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks;

/// <summary>The answer to an instance whose run a limit ended, of a solver that has no more to say of it.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Reached">The limit.</param>
internal sealed record UnfinishedAnswer(IInstance Instance, HaltReason Reached) : Answer
{
    public override AnswerStatus Status => AnswerStatus.GaveUp;

    public override HaltReason Limit => Reached;

    public override long Steps => 0;

    public override void WriteText(TextWriter output, TextColours colours = TextColours.None) => output.Write($"unsolved line {Instance.Line}: {Failure()}\n");
}
