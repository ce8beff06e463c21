using System.Security.Cryptography;
using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Common;

/// <summary>A model with the file that it was read from.</summary>
/// <param name="Model">The model.</param>
/// <param name="Path">The file.</param>
internal sealed record ModelFile(Model Model, string Path)
{
    /// <summary>The file's name without folder and ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The file's size in bytes.</summary>
    public long Bytes => new FileInfo(Path).Length;

    /// <summary>The SHA-256 digest of the file, in hexadecimal digits.</summary>
    public string Digest
    {
        get
        {
            using FileStream stream = File.OpenRead(Path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
    }

    /// <summary>Loads a model.</summary>
    /// <param name="path">The file, or where there is none of that name a shipped model: a name without folder and ending.</param>
    /// <exception cref="IOException">There is no such file, and no such shipped model.</exception>
    public static ModelFile Load(string path)
    {
        if (System.IO.Path.GetFileNameWithoutExtension(path) == path && !System.IO.Path.Exists(path))
        {
            path = ShippedModels.File(path);
        }

        InputFile.Require(path);
        return new ModelFile(Model.Load(path), path);
    }

    /// <summary>Loads the chosen model, or the shipped one.</summary>
    /// <param name="chosen">The model that the user names, or null.</param>
    /// <param name="task">The task that it must be of.</param>
    /// <param name="shipped">The name of the shipped model without its ending, or null for none.</param>
    /// <exception cref="InputException">There is none, or it is of another task.</exception>
    public static ModelFile Load(string? chosen, string task, string? shipped)
    {
        string path = chosen ?? ShippedModels.File(
            shipped ?? throw new InputException($"--model is needed: no model of task '{task}' comes with the product; 'trm train' makes one"));
        ModelFile file = Load(path);
        return file.Model.Task == task ? file : throw new InputException($"{path}: is a model of task '{file.Model.Task}', not of '{task}'");
    }

    /// <summary>Loads the model that a solver of a task needs.</summary>
    /// <returns>Null where the settings ask for plain code alone.</returns>
    public static ModelFile? For(TaskDefinition task, Settings settings, string? chosen) =>
        task.NeedsModel(settings) ? Load(chosen, task.Name, task.ShippedModel)
        : chosen is null ? null
        : throw new InputException($"{chosen}: --rules algorithmic takes no --model");
}
