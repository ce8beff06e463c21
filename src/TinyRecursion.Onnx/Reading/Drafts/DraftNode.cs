namespace TinyRecursion.Onnx.Reading.Drafts;

/// <summary>A node of the graph to be: an operation of the closed set over vectors, or a constant.</summary>
/// <param name="Width">The length of its vector.</param>
internal abstract record DraftNode(int Width)
{
    /// <summary>The nodes that it reads, all before it.</summary>
    public virtual IReadOnlyList<int> Inputs => [];

    /// <summary>The inputs of the network, one after the other.</summary>
    public sealed record Source(int Width) : DraftNode(Width);

    /// <summary>Numbers.</summary>
    public sealed record Constant(float[] Numbers) : DraftNode(Numbers.Length);

    /// <summary>A linear map.</summary>
    /// <param name="Input">What it maps.</param>
    /// <param name="Width">The length of the result.</param>
    /// <param name="Matrix">Input width × width, row by row.</param>
    /// <param name="Bias">What is added, or null.</param>
    public sealed record Linear(int Input, int Width, float[] Matrix, float[]? Bias) : DraftNode(Width)
    {
        public override IReadOnlyList<int> Inputs => [Input];
    }

    /// <summary>A node and numbers.</summary>
    public sealed record Offset(int Input, float[] Numbers) : DraftNode(Numbers.Length)
    {
        public override IReadOnlyList<int> Inputs => [Input];
    }

    /// <summary>Rectified linear units.</summary>
    public sealed record Relu(int Input, int Width) : DraftNode(Width)
    {
        public override IReadOnlyList<int> Inputs => [Input];
    }

    /// <summary>Sigmoid linear units.</summary>
    public sealed record Silu(int Input, int Width) : DraftNode(Width)
    {
        public override IReadOnlyList<int> Inputs => [Input];
    }

    /// <summary>A node over its root mean square.</summary>
    public sealed record RmsNorm(int Input, int Width, float Epsilon) : DraftNode(Width)
    {
        public override IReadOnlyList<int> Inputs => [Input];
    }

    /// <summary>A node times a number.</summary>
    public sealed record Scale(int Input, int Width, float Factor) : DraftNode(Width)
    {
        public override IReadOnlyList<int> Inputs => [Input];
    }

    /// <summary>A sum of nodes.</summary>
    public sealed record Sum(IReadOnlyList<int> Terms, int Width) : DraftNode(Width)
    {
        public override IReadOnlyList<int> Inputs => Terms;
    }

    /// <summary>An element-wise product.</summary>
    public sealed record Product(int Left, int Right, int Width) : DraftNode(Width)
    {
        public override IReadOnlyList<int> Inputs => [Left, Right];
    }
}
