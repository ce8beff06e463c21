namespace TinyRecursion.Assurance.Checker.Reading;

/// <summary>What was given is no proof of the form that is read.</summary>
/// <param name="message">The place and what is wrong there, one line of ASCII.</param>
internal sealed class ProofFormatException(string message) : FormatException(message);
