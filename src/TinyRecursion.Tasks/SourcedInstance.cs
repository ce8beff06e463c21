namespace TinyRecursion.Tasks;

/// <summary>An instance with the file that it was read from.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Source">The file's name, for messages.</param>
public readonly record struct SourcedInstance(IInstance Instance, string Source);
