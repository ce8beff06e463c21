using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Training.Supervision;

/// <summary>One of the examples that a trainer carries side by side, with its state between segments.</summary>
internal sealed class Lane
{
    /// <summary>Draws everything random about this lane.</summary>
    public SeededRandom Random;

    /// <summary>The seed of the current example, from which it can be made again.</summary>
    public ulong ExampleSeed { get; set; }

    /// <summary>The help of the current example.</summary>
    public int Help { get; set; }

    /// <summary>Segments run on the current example; 0 asks for a new one.</summary>
    public int Segments { get; set; }

    /// <summary>Whether the current example was solved at the end of any segment so far.</summary>
    public bool EverSolved { get; set; }

    /// <summary>The current example.</summary>
    public TrainingExample? Example { get; set; }

    /// <summary>Its loss.</summary>
    public IScoreLoss? Loss => Example?.Loss;

    /// <summary>The state carried to the next segment, cells × width.</summary>
    public float[] State { get; set; } = [];

    /// <summary>The loss of the last segment.</summary>
    public float LastLoss { get; set; }

    /// <summary>Whether the last segment ended solved.</summary>
    public bool Solved => Loss is { } loss && loss.Correct == loss.Count;

    /// <summary>What the halting head said at the end of the last segment, or null.</summary>
    public float? HaltScore { get; set; }

    /// <summary>Makes the current example from its seed, where it is not there yet.</summary>
    public TrainingExample Materialise(ITrainingSource source) => Example ??= source.Create(ExampleSeed, Help);
}
