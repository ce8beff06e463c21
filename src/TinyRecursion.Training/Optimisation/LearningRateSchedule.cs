namespace TinyRecursion.Training.Optimisation;

/// <summary>Linear warm-up, a plateau, then half a cosine down to a floor.</summary>
/// <param name="Peak">The learning rate of the plateau.</param>
/// <param name="WarmUp">Updates of the warm-up.</param>
/// <param name="Total">Updates in all.</param>
/// <param name="DecayShare">The share of all updates, at the end, over which it falls; 1 for the usual full cosine.</param>
/// <param name="Floor">The last learning rate as a share of the peak.</param>
public sealed record LearningRateSchedule(float Peak, int WarmUp, int Total, float DecayShare, float Floor)
{
    /// <summary>The learning rate of an update.</summary>
    /// <param name="update">The update, from 0.</param>
    public float At(int update)
    {
        if (update < WarmUp)
        {
            return Peak * (update + 1) / WarmUp;
        }

        int decay = Math.Max(1, (int)(Total * DecayShare));
        float progress = Math.Clamp((update - (Total - decay)) / (float)decay, 0f, 1f);
        return Peak * (Floor + ((1f - Floor) * 0.5f * (1f + MathF.Cos(MathF.PI * progress))));
    }
}
