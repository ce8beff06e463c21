namespace TinyRecursion.Cli.Common;

/// <summary>Bad usage or input; the message is one line for the user.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
internal sealed class InputException(string message) : Exception(message);
