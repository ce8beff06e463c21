namespace TinyRecursion.IO;

/// <summary>Who read the answers wants no more of them, as in <c>trm solve … | head</c>: nothing is wrong, and nothing is left to do.</summary>
internal sealed class ClosedOutputException() : IOException("The pipe is closed.");
