namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>A test failed: some product of a step is wrong, which of them it does not say.</summary>
/// <param name="message">One line.</param>
internal sealed class WrongProductException(string message) : Exception(message);
