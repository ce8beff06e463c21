namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>Evidence that is refused; the message is one line that names the file, the place and the reason.</summary>
/// <param name="message">The line.</param>
/// <param name="isUnreadable">Whether the file is no evidence at all, or of an unknown version, so that nothing was judged.</param>
internal sealed class EvidenceException(string message, bool isUnreadable = false) : Exception(message)
{
    /// <summary>Whether the file is no evidence at all, or of an unknown version, so that nothing was judged.</summary>
    public bool IsUnreadable { get; } = isUnreadable;
}
