namespace TinyRecursion.Assurance.Proofs;

/// <summary>A point of the local domain where a rule is not its specification, or a premise that fails.</summary>
/// <param name="Point">What a cell looks at, in words.</param>
/// <param name="Expected">What it should become.</param>
/// <param name="Got">What the rule makes of it.</param>
internal sealed record Counterexample(string Point, string Expected, string Got)
{
    public override string ToString() => $"{Point}: expected {Expected}, the rule gives {Got}";
}
