using TinyRecursion.Cli.Common;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>Loads a model and makes sure that its rule fits Sudokus before anything is run.</summary>
internal static class SudokuModel
{
    /// <summary>Loads the chosen model, or the shipped one.</summary>
    /// <exception cref="InputException">There is none, it is of another task, or its rule does not fit.</exception>
    public static (Model Model, string Path, long Bytes) Load(FileInfo? chosen)
    {
        (Model model, string path, long bytes) = ModelOption.Load(chosen, "sudoku");
        if (model.Graph.ReadoutWidth != 1)
        {
            throw new InputException($"{path}: does not fit Sudokus: it reads out {model.Graph.ReadoutWidth} scores a candidate, expected 1");
        }

        try
        {
            // Any board has the relations and features that every board has.
            using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
            using var session = new FloatSession(weights);
            session.Bind(SudokuEncoding.Encode(new SudokuBoard(2, new byte[16])).Problem);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{path}: does not fit Sudokus: {error.Message}");
        }

        return (model, path, bytes);
    }
}
