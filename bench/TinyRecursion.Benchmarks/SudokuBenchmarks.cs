using BenchmarkDotNet.Attributes;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Benchmarks;

/// <summary>What a board costs besides the rule's steps.</summary>
[MemoryDiagnoser]
public class SudokuBenchmarks
{
    private ulong _index;

    /// <summary>Propagates singles and builds the relations.</summary>
    [Benchmark(Baseline = true)]
    public int Encode() => SudokuEncoding.Encode(HardBoard.Puzzle.Board).Problem.Cells;

    /// <summary>Checks an answer.</summary>
    [Benchmark]
    public bool Check() => SudokuChecker.IsSolved(HardBoard.Puzzle.Board.Cells, HardBoard.Puzzle.Solution!.Cells);

    /// <summary>Makes a minimal puzzle of ordinary difficulty.</summary>
    [Benchmark]
    public SudokuPuzzle Generate() => SudokuGenerator.Generate(1, _index++, SudokuDifficulty.Medium);
}
