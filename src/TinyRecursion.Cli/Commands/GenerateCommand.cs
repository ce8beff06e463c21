using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm generate sudoku</c>: makes puzzles with solutions.</summary>
internal static class GenerateCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create() => new("generate", "Make instances of a task.")
    {
        CreateSudoku(),
        GenerateMazeCommand.Create(),
        GenerateArithmeticCommand.Create(),
        GenerateGraphCommand.Create(),
        GenerateCustomCommand.Create(),
        GenerateTilesCommand.Create(),
        GenerateSatCommand.Create(),
    };

    private static Command CreateSudoku()
    {
        Option<int> count = RunOptions.Positive("--count", 10, "How many puzzles.");
        var difficulty = new Option<SudokuDifficulty>("--difficulty")
        {
            Description = "How hard they are.",
            DefaultValueFactory = _ => SudokuDifficulty.Medium,
        };
        var box = new Option<int>("--box") { Description = "Box size, 2 to 5 (3 for 9×9).", DefaultValueFactory = _ => 3, HelpName = "N" };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same puzzles.", DefaultValueFactory = _ => 1, HelpName = "N" };
        Option<int> threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Puzzles made at once; changes the speed, never the puzzles.");
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "sudoku",
            "Make Sudokus with one solution each, on standard output: puzzle, space, solution.\n\n"
            + "Example: trm generate sudoku --count 100 --difficulty hard --seed 7 > hard.txt")
        {
            count, difficulty, box, seed, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            int boxSize = parse.GetValue(box);
            if (boxSize is < SudokuBoard.MinimumBoxSize or > SudokuBoard.MaximumBoxSize)
            {
                throw new InputException($"--box must be 2 to 5, not {boxSize}");
            }

            if (!SudokuGenerator.Makes(parse.GetValue(difficulty), boxSize))
            {
                throw new InputException($"--difficulty {parse.GetValue(difficulty)} is defined for 9×9 boards (--box 3) only");
            }

            var puzzles = new SudokuPuzzle[parse.GetValue(count)];
            using (var progress = new ProgressLine("made", puzzles.Length))
            {
                int done = 0;
                object gate = new();
                Parallel.For(
                    0, puzzles.Length,
                    new ParallelOptions { MaxDegreeOfParallelism = parse.GetValue(threads), CancellationToken = cancellation },
                    i =>
                    {
                        puzzles[i] = SudokuGenerator.Generate(parse.GetValue(seed), (ulong)i, parse.GetValue(difficulty), boxSize);
                        lock (gate)
                        {
                            progress.Advance(++done, good: true);
                        }
                    });
            }

            Write(puzzles, parse.GetValue(json));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Write(SudokuPuzzle[] puzzles, bool asJson)
    {
        if (!asJson)
        {
            foreach (SudokuPuzzle puzzle in puzzles)
            {
                Console.Out.WriteLine($"{puzzle.Board} {puzzle.Solution}");
            }

            return;
        }

        JsonOutput.Write(json =>
        {
            json.WriteString("task", "sudoku");
            json.WriteStartArray("puzzles");
            foreach (SudokuPuzzle puzzle in puzzles)
            {
                json.WriteStartObject();
                json.WriteString("puzzle", puzzle.Board.ToString());
                json.WriteString("solution", puzzle.Solution!.ToString());
                json.WriteNumber("clues", puzzle.Board.ClueCount);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
