namespace TinyRecursion.TorchComparison;

/// <summary>One of the two implementations, set up for one batch.</summary>
internal interface ISide : IDisposable
{
    /// <summary>Runs one segment of every board of the batch forward and back.</summary>
    /// <param name="steps">Steps of the segment.</param>
    /// <param name="gradient">Receives the flat gradient of the sum of the losses.</param>
    void Run(int steps, float[] gradient);
}
