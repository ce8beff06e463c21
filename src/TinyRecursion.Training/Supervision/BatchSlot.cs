using TinyRecursion.Learning;

namespace TinyRecursion.Training.Supervision;

/// <summary>One of the examples that a trainer carries side by side, with its state between segments.</summary>
internal sealed class BatchSlot
{
    /// <summary>Draws everything random about this slot.</summary>
    public SeededRandom Random;

    private (SeededRandom Random, ulong Seed, int Hint, int Segments, bool EverSolved, TrainingExample? Example, float[] State) _before;
    private float[] _spare = [];

    /// <summary>The seed of the current example, from which it can be made again.</summary>
    public ulong ExampleSeed { get; set; }

    /// <summary>The hint of the current example.</summary>
    public int Hint { get; set; }

    /// <summary>Segments run on the current example; 0 asks for a new one.</summary>
    public int Segments { get; set; }

    /// <summary>The current example was solved at the end of a segment so far.</summary>
    public bool EverSolved { get; set; }

    /// <summary>The current example.</summary>
    public TrainingExample? Example { get; set; }

    /// <summary>Its loss.</summary>
    public ILogitLoss? Loss => Example?.Loss;

    /// <summary>The state carried to the next segment, cells × width of the state; without meaning where <see cref="Segments"/> is 0.</summary>
    public float[] State { get; set; } = [];

    /// <summary>The loss of the last segment.</summary>
    public float LastLoss { get; set; }

    /// <summary>The last segment ended solved.</summary>
    public bool Solved => Loss is { } loss && loss.Correct == loss.Count;

    /// <summary>The score of the halting head at the end of the last segment, or null.</summary>
    public float? HaltLogit { get; set; }

    /// <summary>Makes the current example from its seed, where it is not there yet.</summary>
    public TrainingExample Materialise(ITrainingSource source) => Example ??= source.Create(ExampleSeed, Hint);

    /// <summary>Remembers everything that is kept, before an update that may fail.</summary>
    public void Begin() => _before = (Random, ExampleSeed, Hint, Segments, EverSolved, Example, State);

    /// <summary>Puts another array in the place of the state, which stays as it was for <see cref="RollBack"/>. Its contents have no meaning.</summary>
    /// <param name="length">Its length.</param>
    /// <returns>The state before.</returns>
    public float[] ReplaceState(int length)
    {
        float[] old = State;
        (State, _spare) = (_spare.Length == length ? _spare : new float[length], old);
        return old;
    }

    /// <summary>Takes back everything since <see cref="Begin"/>.</summary>
    public void RollBack()
    {
        if (State != _before.State)
        {
            _spare = State;
        }

        (Random, ExampleSeed, Hint, Segments, EverSolved, Example, State) = _before;
    }
}
