using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Training.Workflows;

/// <summary>Means of training progress since the last report.</summary>
internal sealed class ProgressMeans
{
    private double _loss;
    private double _solved;
    private double _accuracy;

    /// <summary>Updates since the last report.</summary>
    public int Count { get; private set; }

    /// <summary>Mean loss.</summary>
    public double Loss => _loss / Count;

    /// <summary>Mean share of segments that ended solved.</summary>
    public double Solved => _solved / Count;

    /// <summary>Mean share of choices that were right.</summary>
    public double Accuracy => _accuracy / Count;

    /// <summary>Adds an update.</summary>
    public void Add(TrainingProgress progress)
    {
        _loss += progress.Loss;
        _solved += progress.Solved;
        _accuracy += progress.Accuracy;
        Count++;
    }

    /// <summary>Starts anew.</summary>
    public void Clear() => (_loss, _solved, _accuracy, Count) = (0, 0, 0, 0);
}
