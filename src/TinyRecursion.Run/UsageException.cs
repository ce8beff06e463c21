namespace TinyRecursion.Run;

/// <summary>A command line that cannot be followed.</summary>
/// <param name="message">What is wrong, in one line.</param>
internal sealed class UsageException(string message) : FormatException($"{message} (see 'trm-run --help')");
