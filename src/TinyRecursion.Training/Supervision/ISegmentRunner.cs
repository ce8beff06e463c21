using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Training.Supervision;

/// <summary>Runs segments on one thread.</summary>
internal interface ISegmentRunner : IDisposable
{
    /// <summary>
    /// Runs one segment of a lane whose example is there: from a fresh state if it is the first one, else from the state
    /// carried; leaves the new state and the loss in the lane.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="gradient">Receives the gradient of the loss.</param>
    void Run(Lane lane, GradientBuffer gradient);
}
