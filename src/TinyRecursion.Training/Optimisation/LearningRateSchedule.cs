using TinyRecursion.Learning;

namespace TinyRecursion.Training.Optimisation;

/// <summary>Linear warm-up, a plateau, then half a cosine down to a floor.</summary>
/// <param name="Options">Its peak, warm-up, fall and floor.</param>
/// <param name="Total">Updates in all.</param>
internal sealed record LearningRateSchedule(LearningRateOptions Options, int Total)
{
    /// <summary>The learning rate of an update.</summary>
    /// <param name="update">The update, from 0.</param>
    public float At(int update)
    {
        if (update < Options.WarmUp)
        {
            return Options.Peak * (update + 1) / Options.WarmUp;
        }

        int decay = Math.Max(1, (int)(Total * Options.DecayShare));
        float progress = Math.Clamp((update - (Total - decay)) / (float)decay, 0f, 1f);
        return Options.Peak * (Options.Floor + ((1f - Options.Floor) * 0.5f * (1f + MathF.Cos(MathF.PI * progress))));
    }
}
