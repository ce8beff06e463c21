using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Sudoku;

Model model = Model.Shipped("sudoku");      // of the package TinyRecursion.ShippedModels
using Solver<SudokuPuzzle, SudokuAnswer> solver = new SudokuTask().Open(model);
SudokuAnswer answer = solver.Solve(SudokuLine.Parse(".......5...49....7...5.2..6.4.......5.3..7..21.7.4.6......9..23.71..89.....2....."));
Console.WriteLine(answer.IsSolved ? answer.Board : string.Join("; ", answer.Verdict.Conflicts));
