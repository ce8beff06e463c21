using System.Text;

namespace TinyRecursion.IO;

/// <summary>A kind of file that a program writes. A file is replaced by one of its own kind only, which is recognised by its contents.</summary>
internal sealed class OutputKind
{
    private readonly Func<string, bool> _isOurs;

    /// <summary>Creates a kind.</summary>
    /// <param name="name">Its name with an article, as messages give it: <c>a model</c>.</param>
    /// <param name="isOurs">Recognises a file of this kind; may throw what reading throws, which counts as no.</param>
    public OutputKind(string name, Func<string, bool> isOurs)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Name, _isOurs) = (name, isOurs);
    }

    /// <summary>The name with an article.</summary>
    public string Name { get; }

    /// <summary>A kind of text file that is recognised by its beginning.</summary>
    /// <param name="name">Its name with an article.</param>
    /// <param name="beginning">The text that every file of this kind begins with.</param>
    public static OutputKind Beginning(string name, string beginning)
    {
        ArgumentException.ThrowIfNullOrEmpty(beginning);
        byte[] expected = Encoding.UTF8.GetBytes(beginning);
        return new OutputKind(name, path =>
        {
            using FileStream stream = File.OpenRead(path);
            var found = new byte[expected.Length];
            return stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && found.AsSpan().SequenceEqual(expected);
        });
    }

    /// <summary>Recognises a file of this kind. Nothing is lost with an empty file, which is of every kind.</summary>
    /// <param name="path">A file that exists.</param>
    internal bool Recognises(string path)
    {
        try
        {
            return new FileInfo(path).Length == 0 || _isOurs(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or System.Text.Json.JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
