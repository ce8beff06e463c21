namespace TinyRecursion.Assurance.Checker.Receipts;

/// <summary>Bytes are no receipt, or none of this version.</summary>
/// <param name="at">The place in bytes from 0.</param>
/// <param name="problem">What is wrong there.</param>
internal sealed class ReceiptFormatException(long at, string problem) : FormatException($"byte {at}: {problem}");
