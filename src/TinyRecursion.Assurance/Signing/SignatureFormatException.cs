using TinyRecursion.IO;

namespace TinyRecursion.Assurance.Signing;

/// <summary>What was given as a signature is none of the form that is read.</summary>
/// <param name="place">The place in it, such as <c>dsseEnvelope.payload</c>.</param>
/// <param name="problem">What is wrong there.</param>
internal sealed class SignatureFormatException(string place, string problem) : FormatException(MessageLine.Of($"{place}: {problem}"));
