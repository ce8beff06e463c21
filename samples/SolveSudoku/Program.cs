using TinyRecursion.Models;
using TinyRecursion.Tasks.Sudoku;

Model model = Model.Load("models/sudoku.safetensors");
using ModelRule rule = model.Open();
using var runner = new SudokuRunner(rule);
SudokuPuzzle puzzle = SudokuLine.Parse(
    "..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9");
SudokuResult result = runner.Run(puzzle.Board, new SudokuRunOptions { MaximumSteps = 1024 });
Console.WriteLine(result.IsSolved ? result.Answer : string.Join("; ", result.Verdict.Conflicts));
