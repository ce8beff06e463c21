namespace TinyRecursion.Assurance.Receipts;

/// <summary>What an audit found.</summary>
/// <param name="Failure">The first thing that is not as the receipt says, with its place; null where all is.</param>
/// <param name="Runs">Runs that were looked at.</param>
/// <param name="Events">Events that were compared.</param>
internal sealed record AuditVerdict(string? Failure, long Runs, long Events)
{
    /// <summary>Whether the receipt is accepted.</summary>
    public bool IsAccepted => Failure is null;
}
