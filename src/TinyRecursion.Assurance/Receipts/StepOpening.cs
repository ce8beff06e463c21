namespace TinyRecursion.Assurance.Receipts;

/// <summary>One step of a run laid open: the state before it, and what ties that and the step to the receipt.</summary>
/// <param name="Run">The run, from 0.</param>
/// <param name="Event">The event of the step, from 1.</param>
/// <param name="Before">The link of the chain before the event before the step.</param>
/// <param name="State">What the digest of the event before the step is of.</param>
/// <param name="Problem">What the digest of its problem is of.</param>
/// <param name="Topology">What the digest of the problem's topology is of.</param>
/// <param name="Path">The digests beside the way from the step's link to the root.</param>
internal sealed record StepOpening(int Run, int Event, byte[] Before, byte[] State, byte[] Problem, byte[] Topology, IReadOnlyList<byte[]> Path);
