using System.Diagnostics;
using TinyRecursion.Cli.Commands;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Tiles;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Tiles;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Compression;

/// <summary>Compression of rules that estimate the moves of sliding tiles. They are trained on boards with moves.</summary>
/// <param name="data">Files of boards, with moves where they are trained on.</param>
/// <param name="test">File of boards to find moves for, or null. Right is what takes no more than the moves known, or is found at all where none are.</param>
internal sealed class TilesCompression(string[] data, string? test) : CompressionTask
{
    private const TilesGoal Order = TilesGoal.BlankLast;

    private readonly IReadOnlyList<TilesPuzzle> _test = test is null ? [] : TilesInput.Read(test, int.MaxValue, Order);

    /// <inheritdoc/>
    public override TrainingOptions? Training { get; } = TrainTilesCommand.Defaults;

    /// <inheritdoc/>
    protected override ITrainingSource OpenSource() =>
        new TilesTrainingSource([.. data.SelectMany(file => TilesInput.Read(file, int.MaxValue, Order))], Order);

    /// <inheritdoc/>
    public override ITrainingGoal Goal(RuleGraph graph) => new TilesTrainingGoal(graph, steps: 1, _test, Order);

    /// <inheritdoc/>
    public override AnswerQuality? Measure(Model model, int threads, CancellationToken cancellation)
    {
        if (_test.Count == 0)
        {
            return null;
        }

        var watch = Stopwatch.StartNew();
        var loaded = new TilesModel(model, string.Empty, 0);
        TilesResult[] results = new TilesJob(
            _test, Order, loaded, new TilesPlanOptions { Steps = loaded.Steps, Threads = Math.Max(1, threads / _test.Count) }, threads).Run(cancellation);
        return new AnswerQuality(
            results.Length,
            results.Zip(_test, (result, puzzle) => result.IsSolved && result.Moves.Count <= (puzzle.KnownLength ?? int.MaxValue) ? 1.0 : 0.0).Average(),
            Cells: null, results.Average(result => (double)result.Moves.Count), watch.Elapsed);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Problem> Read(int limit) => data.SelectMany(file => TilesInput.Read(file, limit, Order))
        .Select(puzzle =>
        {
            var space = new TilesSpace<ulong>(puzzle.Board.Side);
            return new TilesEncoding<ulong>(space).Encode([space.KeyOf(puzzle.Board, Order)]);
        });
}
