using TinyRecursion.IO;
using System.Diagnostics;
using System.Globalization;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Training.Workflows;

/// <summary>One training run while it goes on.</summary>
/// <param name="trainer">The trainer, fresh.</param>
/// <param name="plan">The plan that it was made from.</param>
/// <param name="options">How often to report, validate and save.</param>
/// <param name="folder">The folder, or null to write nothing.</param>
/// <param name="progress">Receives reports, or null.</param>
internal sealed class TrainingSession(
    Trainer trainer, TrainingPlan plan, TrainingRunOptions options, RunFolder? folder, IProgress<TrainingReport>? progress) : IDisposable
{
    private const string UpdatesKey = "updates";
    private const string ValidationKey = "validation";

    private readonly ProgressMeans _means = new();
    private readonly int _limit = plan.Options.Updates;
    private MetricsFile? _metrics;
    private int _resumed;
    private int _saved;
    private long _savedAt;
    private long _started;
    private TrainingProgress? _last;
    private Validation? _validation;
    private Validation? _best;
    private Model? _bestModel;

    /// <summary>Runs to the end, or until cancelled; either way a checkpoint stands.</summary>
    public TrainingResult Run(CancellationToken cancellation)
    {
        Resume();
        _started = _savedAt = Stopwatch.GetTimestamp();
        try
        {
            // A run that ended during its validation has not had it yet.
            if (_resumed > 0 && IsRest && plan.Validate is not null && _validation?.Update != _resumed)
            {
                Rest(cancellation);
            }

            while (trainer.Updates < _limit)
            {
                Advance(cancellation);
            }
        }
        catch (Exception error) when (error is not IOException && trainer.Updates > _saved && trainer.IsFinite)
        {
            Save();
            throw;
        }

        Model model = plan.Export(trainer.Result, Card());
        return new TrainingResult
        {
            Model = model,
            BestModel = _bestModel ?? model,
            Parameters = trainer.Result,
            Updates = trainer.Updates,
            ResumedAt = _resumed,
            Last = _last,
            Validation = _validation,
            Best = _best,
        };
    }

    public void Dispose() => _metrics?.Dispose();

    private bool IsRest => trainer.Updates % options.Every == 0 || trainer.Updates == _limit;

    private void Resume()
    {
        bool found = folder is not null && File.Exists(folder.Checkpoint);
        if (found)
        {
            TrainingCheckpoint.Load(trainer, folder!.Checkpoint);
            if (trainer.Updates > _limit)
            {
                throw new OutputException(
                    folder.Path, $"the checkpoint has {trainer.Updates} updates, more than the {_limit} that are asked for: ask for more, or give the run another folder");
            }

            LoadBest();
        }

        (_resumed, _saved) = (trainer.Updates, trainer.Updates);
        if (folder is not null)
        {
            _metrics = new MetricsFile(folder.Metrics, folder.Events, _resumed, Warn);
            if (_metrics.Rows.LastOrDefault(row => row.Validation is not null) is { Validation: { } share } last)
            {
                _validation = new Validation(last.Update, share);
            }
        }

        progress?.Report(new TrainingStarted(
            trainer.Graph.ParameterCount, plan.Source.Identity, plan.Options.Threads, _resumed, _limit, found ? folder!.Checkpoint : null));
    }

    /// <summary>Reads the best model so far, whose card says how good it is. Without it the next validation is the best.</summary>
    private void LoadBest()
    {
        if (!File.Exists(folder!.Best))
        {
            return;
        }

        try
        {
            Model model = Model.Load(folder.Best);
            if (int.TryParse(model.Card.GetValueOrDefault(UpdatesKey), NumberStyles.None, CultureInfo.InvariantCulture, out int update)
                && double.TryParse(model.Card.GetValueOrDefault(ValidationKey), CultureInfo.InvariantCulture, out double share)
                && model.Card.GetValueOrDefault("data") == plan.Source.Identity)
            {
                (_bestModel, _best) = (model, new Validation(update, share));
                return;
            }

            Warn($"{folder.Best}: is not the best model of this run, and will be replaced");
        }
        catch (FormatException error)
        {
            Warn(error.Message);
        }
    }

    private void Advance(CancellationToken cancellation)
    {
        TrainingProgress last = trainer.Step(cancellation);
        _last = last;
        _means.Add(last);
        if (IsRest)
        {
            Rest(cancellation);
        }
        else if (trainer.Updates % options.ReportEvery == 0)
        {
            Report(validated: false);
        }

        if (trainer.Updates > _saved && Stopwatch.GetElapsedTime(_savedAt) >= options.CheckpointInterval)
        {
            Save();
        }
    }

    /// <summary>Validates, saves and reports, in this order: a run that is killed in between validates again.</summary>
    private void Rest(CancellationToken cancellation)
    {
        bool isBest = false;
        if (plan.Validate is { } validate)
        {
            Model model = plan.Export(trainer.Result, Card());
            _validation = new Validation(trainer.Updates, validate(model, plan.Options.Threads, cancellation));
            isBest = _best is not { } best || _validation.Value.Share > best.Share;
        }

        Save();
        if (isBest)
        {
            _best = _validation;
            Dictionary<string, string> card = Card();
            card[ValidationKey] = _best!.Value.Share.ToString(CultureInfo.InvariantCulture);
            _bestModel = plan.Export(trainer.Result, card);
            if (folder is not null)
            {
                _bestModel.Save(folder.Best);
            }
        }

        Report(validated: plan.Validate is not null);
        if (folder is not null)
        {
            TrainingChart.Write(_metrics!.Rows, folder.Picture);
        }
    }

    private void Report(bool validated)
    {
        double seconds = Math.Max(Stopwatch.GetElapsedTime(_started).TotalSeconds, 1e-9);
        double speed = (trainer.Updates - _resumed) / seconds, segments = speed * plan.Options.BatchSize;
        var row = new MetricsRow(trainer.Updates) { Validation = validated ? _validation?.Share : null };
        if (_last is { } last && _means.Count > 0)
        {
            row = row with
            {
                Loss = _means.Loss,
                Accuracy = _means.Accuracy,
                Solved = _means.Solved,
                Hint = last.Hint,
                GradientNorm = last.GradientNorm,
                LearningRate = last.LearningRate,
                SegmentsPerSecond = segments,
            };
            progress?.Report(new TrainingAdvanced(last, _limit, _means.Loss, _means.Accuracy, _means.Solved, speed, segments, _validation));
        }

        _metrics?.Write(row);
        _means.Clear();
    }

    private void Save()
    {
        (_saved, _savedAt) = (trainer.Updates, Stopwatch.GetTimestamp());
        if (folder is not null)
        {
            TrainingCheckpoint.Save(trainer, folder.Checkpoint);
            plan.Export(trainer.Result, Card()).Save(folder.Last);
        }
    }

    // No times and no machine in here: the same run gives the same bytes.
    private Dictionary<string, string> Card() => new()
    {
        ["data"] = plan.Source.Identity,
        ["start"] = trainer.StartDigest,
        ["options"] = OptionsText.Write(plan.Options, options.Constraint),
        [UpdatesKey] = trainer.Updates.ToString(CultureInfo.InvariantCulture),
    };

    private void Warn(string message) => progress?.Report(new TrainingWarning(message));
}
