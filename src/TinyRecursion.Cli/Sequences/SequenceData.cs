using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Maze;
using TinyRecursion.Cli.Sudoku;
using TinyRecursion.Tasks.Arc;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Sequences;

/// <summary>Reads the data of a task that a recipe names.</summary>
internal static class SequenceData
{
    /// <summary>Reads everything that a command line names.</summary>
    /// <param name="task">sudoku, maze or arc.</param>
    /// <param name="data">Files to train on.</param>
    /// <param name="validation">File to validate on; for ARC its tests are kept back and its pairs shown are trained on.</param>
    /// <param name="augmentations">Augmentations of each puzzle.</param>
    /// <param name="seed">Chooses them.</param>
    public static ISequenceTask Read(string task, string[] data, string? validation, int augmentations, ulong seed) => task switch
    {
        "sudoku" => new SudokuSequences(
            SudokuData.ReadSolved(data), validation is null ? [] : SudokuInput.Read(validation, int.MaxValue), augmentations, seed),
        "maze" => new MazeSequences(
            ReadMazes(data), validation is null ? [] : MazeInput.Read(validation, int.MaxValue), augmentations > 0),
        _ => ReadArc(data, validation, augmentations, seed),
    };

    private static List<MazePuzzle> ReadMazes(string[] files)
    {
        var mazes = new List<MazePuzzle>();
        foreach (string file in files)
        {
            foreach (MazePuzzle maze in MazeInput.Read(file, int.MaxValue))
            {
                mazes.Add(maze.Label is not null
                    ? maze
                    : throw new InputException($"{file}: line {maze.Line}: has no label column to learn from"));
            }
        }

        return mazes;
    }

    private static ArcSequences ReadArc(string[] files, string? validation, int augmentations, ulong seed)
    {
        Array.ForEach(validation is null ? files : [.. files, validation], InputText.RequireFile);
        try
        {
            return new ArcSequences(new ArcDataset(
                [.. files.SelectMany(file => ArcFile.ReadAll(file))], validation is null ? [] : [.. ArcFile.ReadAll(validation)],
                augmentations, seed));
        }
        catch (ArgumentException error)
        {
            throw new InputException(error.Message);
        }
    }
}
