namespace TinyRecursion.Assurance.Checker.Receipts;

/// <summary>What was run: that which all runs of a receipt have in common.</summary>
/// <param name="Task">The task.</param>
/// <param name="Execution"><c>integers</c>, <c>tables</c> (of a local rule over a finite alphabet) or <c>code</c>.</param>
/// <param name="ModelDigest">SHA-256 of the model file; empty for plain code.</param>
/// <param name="GraphDigest">SHA-256 of the rule's graph as the model file writes it; empty for plain code.</param>
/// <param name="Halting">The task's word for what ends a run.</param>
/// <param name="Settings">The settings that differ from nothing, as texts of the command line, in the task's order.</param>
/// <param name="InputDigest">SHA-256 of the files read, one after the other; empty where they cannot be read twice.</param>
internal sealed record ReceiptHeader(
    string Task, string Execution, byte[] ModelDigest, byte[] GraphDigest, string Halting, IReadOnlyList<(string Name, string[] Texts)> Settings, byte[] InputDigest);
