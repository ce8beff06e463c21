using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Training.Supervision;

/// <summary>Runs segments on one thread.</summary>
internal interface ISegmentRunner : IDisposable
{
    /// <summary>
    /// Runs one segment of a slot whose example is there: from a fresh state if it is the first one, else from the state
    /// carried; leaves the new state, in an array of its own, and the loss in the slot.
    /// </summary>
    /// <param name="slot">The slot.</param>
    /// <param name="gradient">Receives the gradient of the loss.</param>
    void Run(BatchSlot slot, GradientBuffer gradient);
}
