using System.Diagnostics.CodeAnalysis;

namespace TinyRecursion.Tasks;

/// <summary>A text whose malformed instances are told and left out, where reading goes on after them; any other text ends at the first.</summary>
/// <param name="inner">The text.</param>
/// <param name="onBad">Receives what is wrong with each.</param>
internal sealed class BadInstances(TextReader inner, Action<FormatException> onBad) : TextReader
{
    public override int Peek() => inner.Peek();

    public override int Read() => inner.Read();

    public override int Read(char[] buffer, int index, int count) => inner.Read(buffer, index, count);

    /// <summary>Reads an instance; false where it is malformed and the text goes on after such.</summary>
    /// <param name="text">The text.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="instance">The instance.</param>
    /// <exception cref="InstanceFormatException">It is malformed, and the text ends there.</exception>
    public static bool Read<T>(TextReader text, Func<T> read, [NotNullWhen(true)] out T? instance)
        where T : class
    {
        try
        {
            instance = read();
            return true;
        }
        catch (InstanceFormatException error) when (Skips(text, error))
        {
            instance = null;
            return false;
        }
    }

    /// <summary>Whether reading goes on after a malformed instance, which is then told.</summary>
    /// <param name="text">The text.</param>
    /// <param name="error">What is wrong.</param>
    public static bool Skips(TextReader text, FormatException error)
    {
        (text as BadInstances)?.Tell(error);
        return text is BadInstances;
    }

    private void Tell(FormatException error) => onBad(error);
}
