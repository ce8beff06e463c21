using TinyRecursion.Models;
using TinyRecursion.Tasks.Sudoku;

Model model = Model.Load(args[0]);
using ModelRule rule = model.Open();
using var runner = new SudokuRunner(rule);
using var reader = new StreamReader(args[1]);
foreach (SudokuPuzzle puzzle in SudokuFile.Read(reader, args[1]))
{
    SudokuResult result = runner.Run(puzzle.Board, new SudokuRunOptions { MaximumSteps = 1024 });
    Console.WriteLine($"{result.Answer} {result.Steps}");
}
