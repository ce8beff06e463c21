namespace TinyRecursion.Training.Supervision;

/// <summary>
/// Chooses how much of each answer to give away so that about half of the examples are solved: a level that falls
/// with every solved example and rises with every unsolved one. An example's hint is uniform in twice the level, so
/// examples without a hint are always among them.
/// </summary>
/// <param name="start">The first level, in units of a hint.</param>
/// <param name="maximum">The largest hint of the source.</param>
internal sealed class HintCurriculum(float start, int maximum)
{
    /// <summary>How far one example moves the level.</summary>
    private const float Rate = 0.02f;

    /// <summary>The mean hint.</summary>
    public float Level { get; set; } = start;

    /// <summary>Draws the hint of a new example.</summary>
    public int Draw(ref SeededRandom random) =>
        Math.Min(maximum, (int)(random.NextSingle() * ((2f * Level) + 1f)));

    /// <summary>Moves the level after an example was given up or solved.</summary>
    public void Report(bool solved) => Level = Math.Clamp(Level + (solved ? -Rate : Rate), 0f, maximum / 2f);
}
