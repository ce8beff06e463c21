namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>Gives a text's beginning, which has been read already, and then the rest of it.</summary>
/// <param name="head">The beginning.</param>
/// <param name="rest">The rest; left open.</param>
internal sealed class ReplayReader(string head, TextReader rest) : TextReader
{
    private int _next;

    public override int Peek() => _next < head.Length ? head[_next] : rest.Peek();

    public override int Read() => _next < head.Length ? head[_next++] : rest.Read();
}
