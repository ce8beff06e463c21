using TinyRecursion.Execution.Finite;

namespace TinyRecursion.Assurance.Proofs;

/// <summary>What a cell looks at, as a certificate says it; see <see cref="FiniteShape"/>.</summary>
/// <param name="FeatureKinds">For each feature column, how many values it takes, with blanks between them.</param>
/// <param name="BlockWidth">Width of a block of the state; its alphabet has one symbol more.</param>
/// <param name="Blocks">Blocks of the state.</param>
/// <param name="ReadsOwn">Whether a cell looks at its own symbol.</param>
/// <param name="Relation">The neighbour relation, empty for none.</param>
/// <param name="Degree">Its number of neighbours.</param>
/// <param name="Size">How many combinations there are.</param>
internal sealed record CertificateDomain(
    string FeatureKinds, int BlockWidth, int Blocks, bool ReadsOwn, string Relation, int Degree, long Size)
{
    /// <summary>The domain of a shape.</summary>
    /// <param name="shape">The shape.</param>
    public static CertificateDomain Of(FiniteShape shape)
    {
        return new CertificateDomain(
            string.Join(' ', shape.FeatureKinds), shape.BlockWidth, shape.Blocks, shape.ReadsOwn, shape.Relation ?? string.Empty,
            shape.Degree, shape.Size);
    }
}
