namespace TinyRecursion.IntegerComparison;

/// <summary>What runs took, and audits of them.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Width">Its width.</param>
/// <param name="Steps">Steps of all runs.</param>
/// <param name="Replay">Seconds of the runs.</param>
/// <param name="Record">Seconds of the runs with evidence written.</param>
/// <param name="Fast">Seconds of the fast audit with a secret challenge, reading the file included.</param>
/// <param name="Public">Seconds of the fast audit with a challenge that follows from the statement.</param>
/// <param name="Receipt">Seconds of the runs with a receipt.</param>
/// <param name="Bytes">Bytes of evidence.</param>
internal sealed record AuditResult(string Rule, int Width, long Steps, double Replay, double Record, double Fast, double Public, double Receipt, long Bytes);
