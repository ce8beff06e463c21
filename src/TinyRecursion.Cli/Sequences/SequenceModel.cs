using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Cli.Sequences;

/// <summary>A tiny recursive model that a command was given, as <c>trm train recipe</c> writes it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Config">Its architecture.</param>
/// <param name="Path">Its file.</param>
/// <param name="Bytes">The file's size.</param>
internal sealed record SequenceModel(Model Model, TrmConfig Config, string Path, long Bytes)
{
    /// <summary>What the model was trained on; empty where its card does not say.</summary>
    public string Data => Model.Card.GetValueOrDefault("data", string.Empty);

    /// <summary>Creates the <c>--model</c> option of tasks for which no model is shipped.</summary>
    public static Option<FileInfo?> Option() => new("--model")
    {
        Description = "Model file that 'trm train recipe' wrote (safetensors).", HelpName = "FILE", Required = true,
    };

    /// <summary>Loads a model.</summary>
    /// <exception cref="InputException">There is none, or it is of another task.</exception>
    /// <exception cref="ModelFormatException">It is not a tiny recursive model.</exception>
    public static SequenceModel Load(FileInfo? chosen, string task)
    {
        (Model model, string path, long bytes) = ModelOption.Load(chosen, task);
        return new SequenceModel(model, TrmModel.From(model, path).Config, path, bytes);
    }
}
