namespace TinyRecursion.Models;

/// <summary>The models that come with the product: files in the folder <c>models</c> beside the program.</summary>
internal static class ShippedModels
{
    private const string Ending = ".safetensors";

    /// <summary>Where they lie.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Their names, in order; none where the program came without them.</summary>
    public static IReadOnlyList<string> Names => !Directory.Exists(Folder) ? []
        : [.. Directory.GetFiles(Folder, "*" + Ending).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The file of a name.</summary>
    /// <param name="name">The name, without folder or ending.</param>
    /// <exception cref="FileNotFoundException">There is none; the message lists the known ones, or says which package has them.</exception>
    public static string File(string name)
    {
        IReadOnlyList<string> names = Names;
        return names.Contains(name) ? Path.Combine(Folder, name + Ending) : throw new FileNotFoundException(
            names.Count == 0 ? $"no models lie beside the program, in {Folder}: add the package TinyRecursion.ShippedModels"
            : $"{name}: there is no such file, and no model of that name comes with the product; known: {string.Join(", ", names)}");
    }
}
