namespace TinyRecursion.Edge.Tests;

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it printed on standard error.</param>
internal sealed record ProcessResult(int ExitCode, string Output, string Errors);
