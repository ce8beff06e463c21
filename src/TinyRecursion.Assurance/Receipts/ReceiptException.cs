namespace TinyRecursion.Assurance.Receipts;

/// <summary>There can be no receipt of what is asked for.</summary>
/// <param name="message">Why, and what to do.</param>
internal sealed class ReceiptException(string message) : FormatException(message);
