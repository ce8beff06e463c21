namespace TinyRecursion.Tasks;

/// <summary>An instance with the file that it was read from.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Source">The file's name, for messages.</param>
public readonly record struct SourcedInstance(IInstance Instance, string Source)
{
    /// <summary>Instances that were made in code, numbered from 0 in messages.</summary>
    /// <param name="instances">The instances.</param>
    public static IReadOnlyList<SourcedInstance> Of(IEnumerable<IInstance> instances) =>
        [.. instances.Select((instance, number) => new SourcedInstance(instance, $"instance {number}"))];
}
