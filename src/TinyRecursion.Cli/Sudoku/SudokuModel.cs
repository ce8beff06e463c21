using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>Loads a model and makes sure that it is a rule over candidates.</summary>
internal static class SudokuModel
{
    /// <summary>Loads the chosen model, or the shipped one.</summary>
    /// <exception cref="InputException">There is none, or it is of another task.</exception>
    /// <exception cref="ModelFormatException">Its rule does not fit.</exception>
    public static (Model Model, string Path, long Bytes) Load(FileInfo? chosen)
    {
        (Model model, string path, long bytes) = ModelOption.Load(chosen, "sudoku");
        using ModelRule rule = model.Open();
        SudokuRunners.RequireFit(model, rule, path);
        return (model, path, bytes);
    }
}
