namespace TinyRecursion.Tasks.Maze;

/// <summary>Makes mazes with labels, as hard for their size as those of Maze-Hard.</summary>
internal sealed class MazeInstanceGenerator : InstanceGenerator
{
    private static readonly Setting<MazeKind> Kind = Setting.Choice(
        "kind", "The layout", (MazeKind.Walls, "walls", "walls on random cells"),
        (MazeKind.Perfect, "perfect", "corridors with one path between any two places"));

    private static readonly Setting<int> Side = Setting.Whole("side", 30, 2, MazeBoard.MaximumSide, $"Rows and columns, 2 to {MazeBoard.MaximumSide}.");

    private static readonly Setting<int?> Rows = Setting.WholeOrNone("rows", 2, MazeBoard.MaximumSide, "Rows, instead of --side.");

    private static readonly Setting<int?> Columns = Setting.WholeOrNone("columns", 2, MazeBoard.MaximumSide, "Columns, instead of --side.");

    private static readonly Setting<int?> MinimumMoves = Setting.WholeOrNone(
        "min-moves", 1, int.MaxValue, "The fewest moves from start to goal. Default: what is long for the size, 109 of 30×30, 20 of 9×9.");

    private static readonly Setting<int?> MinimumWalls = Setting.WholeOrNone("min-walls", 0, int.MaxValue, "The fewest walls. Default: 30 % of the cells.");

    private static readonly Setting<int?> MaximumWalls = Setting.WholeOrNone("max-walls", 0, int.MaxValue, "The most walls. Default: half of the cells.");

    private static readonly Setting<bool> NoPath = Setting.Flag("no-path", "Make mazes in which no path leads to the goal.");

    private static readonly Setting<bool> Block = Setting.Flag("block", "Write a line for each row. Rectangles always are.");

    public override VerbHelp Help => new(
        "Make mazes, on standard output: maze, tab, label, tab, moves; or, as a block, maze, tab, label, row by row, with an\n"
        + "empty line between mazes. The label is the shortest path that published labels show. The defaults are as hard as\n"
        + "those of Maze-Hard; smaller sides make mazes that small models learn.",
        "trm generate maze --side 9 --count 2000 --seed 7 > mazes.txt");

    public override IReadOnlyList<Setting> Settings { get; } = [Kind, Side, Rows, Columns, MinimumMoves, MinimumWalls, MaximumWalls, NoPath, Block];

    public override IInstance Generate(ulong seed, ulong number, Settings settings, CancellationToken cancellation = default)
    {
        MazeGeneratorOptions options = Options(settings);
        try
        {
            return MazeGenerator.Generate(seed, number, options, cancellation);
        }
        catch (InvalidOperationException error)
        {
            throw new SettingException($"{error.Message} Ask for {(options.MinimumMoves > 0 ? "fewer --min-moves" : "more walls: --min-walls")}.");
        }
    }

    public override void Write(TextWriter output, IEnumerable<IInstance> instances, Settings settings)
    {
        bool first = true;
        foreach (MazePuzzle maze in instances.Cast<MazePuzzle>())
        {
            bool block = settings.Get(Block) || maze.Board.Rows != maze.Board.Columns;
            output.Write(block ? (first ? string.Empty : "\n") + MazeFile.ToBlock(maze) : MazeFile.ToLine(maze) + "\n");
            first = false;
        }
    }

    private static MazeGeneratorOptions Options(Settings settings)
    {
        int rows = settings.Get(Rows) ?? settings.Get(Side), columns = settings.Get(Columns) ?? settings.Get(Side), cells = rows * columns;
        MazeGeneratorOptions options = MazeDefaults.For(
            settings.Get(Kind), rows, columns, settings.Get(MinimumMoves), settings.Get(MinimumWalls), settings.Get(MaximumWalls));
        RequireInRange(MinimumMoves, options.MinimumMoves, 1, cells - 1);
        RequireInRange(MinimumWalls, options.MinimumWalls, 0, cells - 2);
        RequireInRange(MaximumWalls, options.MaximumWalls, options.MinimumWalls, cells - 2);
        return !settings.Get(NoPath) ? options
            : options.Kind == MazeKind.Walls ? options with { MinimumMoves = 0 }
            : throw new SettingException("--no-path: every two places of a perfect maze have a path between them");
    }

    private static void RequireInRange(Setting setting, int value, int minimum, int maximum)
    {
        if (value < minimum || value > maximum)
        {
            throw new SettingException($"--{setting.Name} must be {minimum} to {maximum}, not {value}");
        }
    }
}
