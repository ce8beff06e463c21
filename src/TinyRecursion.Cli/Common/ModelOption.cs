using System.CommandLine;
using TinyRecursion.Models;

namespace TinyRecursion.Cli.Common;

/// <summary>The <c>--model</c> option and where the shipped models lie.</summary>
internal static class ModelOption
{
    /// <summary>Creates the option.</summary>
    public static Option<FileInfo?> Create() => new("--model")
    {
        Description = "Model file (safetensors). Default: the shipped model of the task.",
        HelpName = "FILE",
    };

    /// <summary>Loads the chosen model, or the shipped one of a task.</summary>
    /// <param name="chosen">The model that the user names, or null.</param>
    /// <param name="task">The task that it must be of.</param>
    /// <param name="shipped">The shipped model's name without its ending; null for the task's.</param>
    /// <exception cref="InputException">There is none, or it is of another task.</exception>
    public static (Model Model, string Path, long Bytes) Load(FileInfo? chosen, string task, string? shipped = null)
    {
        string path = chosen?.FullName ?? Path.Combine(AppContext.BaseDirectory, "models", (shipped ?? task) + ".safetensors");
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such model file");
        }

        Model model = Model.Load(path);
        return model.Task == task
            ? (model, path, new FileInfo(path).Length)
            : throw new InputException($"{path}: is a model of task '{model.Task}', not of '{task}'");
    }
}
