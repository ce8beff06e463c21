using TorchSharp;
using Xunit;

namespace TinyRecursion.Torch.Tests;

/// <summary>TorchSharp itself loads and computes, also where <c>eng/TorchSharp.targets</c> had to help.</summary>
public sealed class TorchSharpTests
{
    [Fact]
    public void Multiplies_matrices_and_differentiates()
    {
        using var scope = torch.NewDisposeScope();
        using var x = torch.tensor(new float[] { 1, 2, 3, 4 }).reshape(2, 2);
        using var w = torch.tensor(new float[] { 5, 6, 7, 8 }).reshape(2, 2).requires_grad_();
        using var y = torch.matmul(x, w);
        Assert.Equal([19, 22, 43, 50], y.data<float>().ToArray());

        y.sum().backward();

        // The gradient of every column is the sum of the rows of x.
        Assert.Equal([4, 4, 6, 6], w.grad!.data<float>().ToArray());
    }
}
