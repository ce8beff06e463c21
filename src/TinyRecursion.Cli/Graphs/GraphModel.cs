using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Cli.Graphs;

/// <summary>Loads a model and makes sure that its rule fits graphs before anything is run.</summary>
internal static class GraphModel
{
    /// <summary>Loads the chosen model, or the shipped one.</summary>
    /// <exception cref="InputException">There is none, or it is of another task.</exception>
    /// <exception cref="ModelFormatException">Its rule does not fit.</exception>
    public static (Model Model, string Path, long Bytes) Load(FileInfo? chosen)
    {
        (Model model, string path, long bytes) = ModelOption.Load(chosen, "graphs");
        using ModelRule rule = model.Open();
        GraphWaveRunner.RequireFit(model, rule, path);
        return (model, path, bytes);
    }
}
