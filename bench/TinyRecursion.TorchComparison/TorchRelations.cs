using TorchSharp;

namespace TinyRecursion.TorchComparison;

/// <summary>What <see cref="TorchRelationalRule"/> needs to know of its problems.</summary>
internal abstract class TorchRelations : IDisposable
{
    /// <summary>Feature columns, each with one int64 entry per cell.</summary>
    public abstract IReadOnlyList<torch.Tensor> Features { get; }

    /// <summary>Pools messages over all groups, maps them and adds what each cell hears to its update, in place.</summary>
    /// <param name="update">Cells × hidden width.</param>
    /// <param name="message">Cells × message width, not negative.</param>
    /// <param name="weight">The weight of a name.</param>
    public abstract void Hear(torch.Tensor update, torch.Tensor message, Func<string, torch.Tensor> weight);

    /// <summary>The sum over problems of the mean over groups of the cross-entropy of choosing one member.</summary>
    /// <param name="logits">One per cell.</param>
    public abstract torch.Tensor Loss(torch.Tensor logits);

    /// <inheritdoc/>
    public abstract void Dispose();
}
