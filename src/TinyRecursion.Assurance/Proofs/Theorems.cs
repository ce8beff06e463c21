namespace TinyRecursion.Assurance.Proofs;

/// <summary>The theorems that can be proved here.</summary>
public static class Theorems
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ITheorem> All { get; } = [new ArithmeticTheorem(), new MazeTheorem()];

    /// <summary>The theorem of a name, or null for none.</summary>
    /// <param name="name">The name.</param>
    public static ITheorem? Find(string name) => All.FirstOrDefault(theorem => theorem.Name == name);
}
