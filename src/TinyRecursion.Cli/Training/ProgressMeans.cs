using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Training;

/// <summary>Means of training progress since the last report.</summary>
internal sealed class ProgressMeans
{
    private double _loss;
    private double _solved;
    private double _accuracy;
    private int _count;

    /// <summary>The latest progress.</summary>
    public TrainingProgress Last { get; private set; }

    /// <summary>Mean loss.</summary>
    public double Loss => _loss / _count;

    /// <summary>Mean share of segments that ended solved.</summary>
    public double Solved => _solved / _count;

    /// <summary>Mean share of choices that were right.</summary>
    public double Accuracy => _accuracy / _count;

    /// <summary>Adds an update.</summary>
    public void Add(TrainingProgress progress)
    {
        Last = progress;
        _loss += progress.Loss;
        _solved += progress.Solved;
        _accuracy += progress.Accuracy;
        _count++;
    }

    /// <summary>Starts anew.</summary>
    public void Clear() => (_loss, _solved, _accuracy, _count) = (0, 0, 0, 0);
}
