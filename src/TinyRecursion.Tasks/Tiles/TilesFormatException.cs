using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>A board, plan or file of sliding tiles that cannot be read.</summary>
/// <param name="message">What is wrong and where.</param>
public sealed class TilesFormatException(string message) : FormatException(MessageText.OneLine(message));
