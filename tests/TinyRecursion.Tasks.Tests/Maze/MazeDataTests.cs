using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sequences;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

/// <summary>
/// Every maze that is found goes the whole way: read, encoded, decoded and checked, and its label is the solver's. The
/// mazes are generated ones, written and read, and those of all <c>*.txt</c> in the folder that <c>TRM_MAZE_DATA</c> names.
/// </summary>
public class MazeDataTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_label_found_is_the_shortest_path_that_the_solver_picks()
    {
        string written = string.Join('\n', Enumerable.Range(0, 20).Select(index => MazeFile.ToLine(MazeGenerator.Generate(5, (ulong)index, MazeSamples.Small))));
        IEnumerable<MazePuzzle> puzzles = MazeFile.Read(new StringReader(written), "generated");
        if (Environment.GetEnvironmentVariable("TRM_MAZE_DATA") is { Length: > 0 } folder)
        {
            string[] files = Directory.GetFiles(folder, "*.txt");
            Assert.NotEmpty(files);
            puzzles = puzzles.Concat(files.SelectMany(file => MazeFile.ReadAll(file)));
        }

        int count = 0;
        foreach (MazePuzzle puzzle in puzzles)
        {
            TokenExample example = MazeEncoding.Encode(puzzle.Board, puzzle.Label!);
            MazeMarks decoded = MazeEncoding.Decode(example.Labels, puzzle.Board);
            Assert.True(MazeChecker.Check(puzzle.Board, decoded, MazePaths.Label(puzzle.Board)) is { IsShortest: true, EqualsLabel: true });
            count++;
        }

        output.WriteLine($"{count} mazes");
        Assert.True(count >= 20);
    }
}
