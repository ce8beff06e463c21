namespace TinyRecursion.Assurance.Proofs;

/// <summary>A premise that was checked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Statement">The fact.</param>
/// <param name="Points">Points checked.</param>
internal sealed record CheckedPremise(string Name, string Statement, long Points);
