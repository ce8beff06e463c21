namespace TinyRecursion.Assurance.Tests.Audits.Fast;

/// <summary>Where a product lies in evidence.</summary>
internal sealed record EvidenceProduct(int Node, int Head, int Rows, int Width, int Start, int Length)
{
    public int End => Start + Length;
}
