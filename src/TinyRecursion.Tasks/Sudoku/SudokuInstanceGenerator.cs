namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Makes Sudokus with one solution each.</summary>
internal sealed class SudokuInstanceGenerator : InstanceGenerator
{
    private static readonly Setting<SudokuDifficulty> Difficulty = Setting.Choice(
        "difficulty", "The difficulty.", (SudokuDifficulty.Medium, "medium", ""), (SudokuDifficulty.Easy, "easy", ""),
        (SudokuDifficulty.Hard, "hard", ""), (SudokuDifficulty.Extreme, "extreme", ""));

    private static readonly Setting<int> Box = Setting.Whole(
        "box", 3, SudokuBoard.MinimumBoxSize, SudokuBoard.MaximumBoxSize, "Box size, 2 to 5 (3 for 9×9).");

    public override VerbHelp Help => new(
        "Make Sudokus with one solution each, on standard output: puzzle, space, solution.",
        "trm generate sudoku --count 100 --difficulty hard --seed 7 > hard.txt");

    public override IReadOnlyList<Setting> Settings => [Difficulty, Box];

    public override Settings BenchSettings => Tasks.Settings.Default.With(Difficulty, SudokuDifficulty.Extreme);

    public override IInstance Generate(ulong seed, ulong number, Settings settings, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        SudokuDifficulty difficulty = settings.Get(Difficulty);
        return SudokuGenerator.Makes(difficulty, settings.Get(Box))
            ? SudokuGenerator.Generate(seed, number, difficulty, settings.Get(Box))
            : throw new SettingException($"--difficulty {difficulty} is defined for 9×9 boards (--box 3) only");
    }

    public override void Write(TextWriter output, IEnumerable<IInstance> instances, Settings settings)
    {
        foreach (SudokuPuzzle puzzle in instances.Cast<SudokuPuzzle>())
        {
            output.WriteLine($"{puzzle.Board} {puzzle.Solution}");
        }
    }
}
