using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Sudoku;

Model model = Model.Load("models/sudoku.safetensors");
using Solver<SudokuPuzzle, SudokuAnswer> solver = new SudokuTask().Open(model);
SudokuPuzzle puzzle = SudokuLine.Parse(
    "..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9");
SudokuAnswer answer = solver.Solve(puzzle);
Console.WriteLine(answer.IsSolved ? answer.Board : string.Join("; ", answer.Verdict.Conflicts));
