using TinyRecursion.IO;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Training.Supervision;
using TinyRecursion.Training.Workflows;
using Xunit;

namespace TinyRecursion.Training.Tests.Workflows;

/// <summary>A training run from a plan to a model.</summary>
public sealed class TrainingRunTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("run").FullName;

    private string Folder => Path.Combine(_root, "runs", "one");

    private TrainingRunOptions Options => new() { Folder = Folder, Every = 4, ReportEvery = 3 };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Without_a_folder_it_writes_nothing_and_gives_the_parameters_of_the_trainer()
    {
        TrainingPlan plan = Plans.Copying(10);
        using var trainer = new Trainer(plan.Graph, plan.Source, plan.Options);
        TrainingProgress last = default;
        for (int i = 0; i < 10; i++)
        {
            last = trainer.Step();
        }

        var reports = new Reports();
        TrainingResult result = TrainingRun.Run(plan, new TrainingRunOptions { ReportEvery = 3, Every = 4 }, reports);

        Assert.Equal(trainer.Result, result.Parameters);
        Assert.Equal(last, result.Last);
        Assert.Equal((10, 0), (result.Updates, result.ResumedAt));
        Assert.Null(result.Best);
        Assert.Same(result.Model, result.BestModel);
        Assert.Equal(["data", "options", "start", "updates"], result.Model.Card.Keys);
        Assert.Equal(("copying", "seed", "10"), (result.Model.Card["data"], result.Model.Card["start"], result.Model.Card["updates"]));
        Assert.IsType<TrainingStarted>(reports.All[0]);
        Assert.Equal([3, 4, 6, 8, 9, 10], reports.All.OfType<TrainingAdvanced>().Select(report => report.Last.Update));
        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public void The_best_model_is_kept_beside_the_last_one()
    {
        TrainingResult result = TrainingRun.Run(Plans.Copying(20, Plans.Share), Options);

        Model best = Model.Load(Path.Combine(Folder, "best.safetensors")), last = Model.Load(Path.Combine(Folder, "last.safetensors"));
        Assert.Equal(Plans.Share(best, 1, default), result.Best!.Value.Share);
        Assert.Equal(result.Best.Value.Update.ToString(), best.Card["updates"]);
        Assert.Equal(best.Parameters.ToArray(), result.BestModel.Parameters.ToArray());
        Assert.Equal(result.Model.Parameters.ToArray(), last.Parameters.ToArray());
        Assert.Equal(20, result.Validation!.Value.Update);
        Assert.Equal(
            ["best.safetensors", "checkpoint.safetensors", "events.out.tfevents.trm", "last.safetensors", "metrics.jsonl", "progress.svg", "run.lock"],
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("</svg>", File.ReadAllText(Path.Combine(Folder, "progress.svg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(11)]
    public void Cancelled_anywhere_it_saves_first_and_goes_on_to_the_same_bytes(int at)
    {
        string whole = Path.Combine(_root, "whole");
        TrainingResult expected = TrainingRun.Run(Plans.Copying(12, Plans.Share), Options with { Folder = whole });
        using var cancellation = new CancellationTokenSource();
        TrainingPlan plan = Plans.Copying(12, Plans.Share);

        Assert.ThrowsAny<OperationCanceledException>(() => TrainingRun.Run(
            plan, Options with { ReportEvery = 1 }, new Reports(CancelAt), cancellation.Token));
        var reports = new Reports();
        TrainingResult result = TrainingRun.Run(plan, Options, reports);

        Assert.Equal(at, result.ResumedAt);
        Assert.Equal(at, Assert.IsType<TrainingStarted>(reports.All[0]).Update);
        Assert.Equal(expected.Parameters, result.Parameters);
        Assert.Equal((expected.Best, expected.Validation), (result.Best, result.Validation));
        foreach (string file in (string[])["checkpoint.safetensors", "best.safetensors", "last.safetensors"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(Path.Combine(Folder, file)));
        }

        Assert.Equal([4, 8, 12], Rows().Where(row => row.Validation is not null).Select(row => row.Update));

        void CancelAt(TrainingReport report)
        {
            if (report is TrainingAdvanced { Last: var last } && last.Update == at)
            {
                cancellation.Cancel();
            }
        }
    }

    [Fact]
    public void A_run_that_is_cancelled_while_it_validates_validates_again()
    {
        using var cancellation = new CancellationTokenSource();
        TrainingPlan plan = Plans.Copying(8, (model, threads, token) =>
        {
            cancellation.Cancel();
            return Plans.Share(model, threads, token);
        });
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingRun.Run(plan, Options, null, cancellation.Token));

        TrainingResult result = TrainingRun.Run(Plans.Copying(8, Plans.Share), Options);

        Assert.Equal(4, result.ResumedAt);
        Assert.Equal([4, 8], Rows().Where(row => row.Validation is not null).Select(row => row.Update));
    }

    [Fact]
    public void A_checkpoint_is_saved_by_time()
    {
        using var cancellation = new CancellationTokenSource();
        var seen = new List<bool>();
        TrainingRun.Run(
            Plans.Copying(3), Options with { Every = 100, ReportEvery = 1, CheckpointInterval = TimeSpan.Zero },
            new Reports(_ => seen.Add(File.Exists(Path.Combine(Folder, "checkpoint.safetensors")))));

        Assert.Equal([false, false, true, true], seen);
    }

    [Fact]
    public void Fewer_updates_than_the_checkpoint_has_are_refused()
    {
        TrainingRun.Run(Plans.Copying(8), Options);

        string message = Assert.Throws<OutputException>(() => TrainingRun.Run(Plans.Copying(5), Options)).Message;

        Assert.Contains("has 8 updates, more than the 5", message, StringComparison.Ordinal);
        TrainingResult again = TrainingRun.Run(Plans.Copying(8), Options);
        Assert.Equal((8, 8, null), (again.Updates, again.ResumedAt, again.Last));
        Assert.Equal("12", TrainingRun.Run(Plans.Copying(12), Options).Model.Card["updates"]);
    }

    [Fact]
    public void A_folder_has_one_run_at_a_time()
    {
        var reports = new Reports(report => Assert.Contains("is in use", Assert.ThrowsAny<IOException>(
            () => TrainingRun.Run(Plans.Copying(8), Options)).Message, StringComparison.Ordinal));

        TrainingRun.Run(Plans.Copying(4), Options, reports);

        Assert.NotEmpty(reports.All);
        TrainingRun.Run(Plans.Copying(8), Options);
    }

    [Fact]
    public void A_folder_of_other_files_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "thesis.tex"), "text");

        string message = Assert.Throws<OutputException>(() => TrainingRun.Run(Plans.Copying(4), Options)).Message;

        Assert.Contains("thesis.tex", message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(Folder));
        File.WriteAllText(Path.Combine(_root, "file"), "text");
        Assert.Contains("is a file", Assert.Throws<OutputException>(
            () => TrainingRun.Run(Plans.Copying(4), Options with { Folder = Path.Combine(_root, "file") })).Message, StringComparison.Ordinal);
        Assert.Throws<OutputException>(() => TrainingRun.Run(Plans.Copying(4), Options with { Folder = " " }));
    }

    [Fact]
    public void Metrics_of_something_else_and_models_without_a_checkpoint_are_refused()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "metrics.jsonl"), "{\"epoch\":1}\n{\"epoch\":2}\n");
        Assert.Contains("is not the metrics", Assert.ThrowsAny<IOException>(
            () => TrainingRun.Run(Plans.Copying(4), Options)).Message, StringComparison.Ordinal);

        string other = Path.Combine(_root, "other");
        TrainingRun.Run(Plans.Copying(4, Plans.Share), Options with { Folder = other });
        File.Delete(Path.Combine(other, "checkpoint.safetensors"));
        Assert.Contains("no checkpoint", Assert.Throws<OutputException>(
            () => TrainingRun.Run(Plans.Copying(4), Options with { Folder = other })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_run_left_half_written_is_removed()
    {
        TrainingRun.Run(Plans.Copying(4), Options);
        string ours = Path.Combine(Folder, $".{Guid.NewGuid():n}.tmp"), theirs = Path.Combine(Folder, ".notes.tmp");
        File.WriteAllText(ours, "half");
        File.WriteAllText(theirs, "whole");

        TrainingRun.Run(Plans.Copying(8), Options);

        Assert.False(File.Exists(ours));
        Assert.True(File.Exists(theirs));
    }

    [Fact]
    public void Damaged_lines_of_metrics_are_dropped_and_named()
    {
        TrainingRun.Run(Plans.Copying(8), Options);
        string metrics = Path.Combine(Folder, "metrics.jsonl");
        int right = File.ReadAllLines(metrics).Length;
        File.AppendAllText(metrics, "{\"update\":8,\"loss\":null}\n{\"update\":8,\"loss\":1e999}\n[]\n{\"update\":99,\"loss\":1}\n{\"update\":8,\"lo");
        var reports = new Reports();

        TrainingRun.Run(Plans.Copying(12), Options, reports);

        Assert.Equal(
            Enumerable.Range(1, 3).Select(line => $"{metrics}: line {right + line}: is no line of metrics, and is dropped"),
            reports.All.OfType<TrainingWarning>().Select(warning => warning.Message));
        Assert.Equal(Rows().Select(row => row.Update).Order(), Rows().Select(row => row.Update));
        Assert.Equal(12, Rows()[^1].Update);
    }

    [Fact]
    public void A_run_that_diverges_leaves_the_checkpoint_of_the_update_before()
    {
        TrainingPlan plan = Plans.Copying(8);
        var source = new DivergingSource(5 * plan.Options.BatchSize);
        Assert.Throws<DivergenceException>(() => TrainingRun.Run(plan with { Source = source }, Options));

        TrainingResult result = TrainingRun.Run(plan, Options);

        Assert.True(result.ResumedAt > 0);
        Assert.Equal(TrainingRun.Run(plan, new TrainingRunOptions()).Parameters, result.Parameters);
    }

    private List<MetricsRow> Rows() => [.. File.ReadAllLines(Path.Combine(Folder, "metrics.jsonl")).Select(line => MetricsRow.Read(line)!)];

    private sealed class DivergingSource(int after) : ITrainingSource
    {
        private readonly CopyingSource _inner = new();
        private int _made;

        public string Identity => _inner.Identity;

        public int MaximumHint => _inner.MaximumHint;

        public TrainingExample Create(ulong seed, int hint) => Interlocked.Increment(ref _made) <= after / 3
            ? _inner.Create(seed, hint)
            : _inner.Create(seed, hint) with { Loss = new NotANumber() };

        private sealed class NotANumber : ILogitLoss
        {
            public int Count => 1;

            public int Correct => 0;

            public float Evaluate(ReadOnlySpan<float> logits, Span<float> gradient)
            {
                gradient.Fill(float.NaN);
                return float.NaN;
            }
        }
    }
}
