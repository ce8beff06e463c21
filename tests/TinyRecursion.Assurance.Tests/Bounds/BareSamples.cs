using TinyRecursion.Operations;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;

namespace TinyRecursion.Assurance.Tests.Bounds;

/// <summary>
/// Rules in which an operation works on the state itself, so that nothing before it hides what it rounds, as the random rules of
/// <see cref="OperationSamples"/> do. Some have states of few different numbers, so that entries tie.
/// </summary>
internal static class BareSamples
{
    private const int Width = 16;

    /// <summary>Draws a rule.</summary>
    /// <param name="operation">The name of the operation's type.</param>
    /// <param name="seed">Decides everything.</param>
    public static SampleCase Draw(string operation, int seed)
    {
        var c = new SampleContext(seed, maximumWidth: 16);
        var b = new RuleGraphBuilder(Width, SampleContext.FeatureColumns);
        int z = b.State(), next = Next(operation, b, z, c);
        RuleGraph graph = b.Build(next, b.Linear(next, 1, "readout", bias: false));
        var random = new SeededRandom((ulong)seed);
        float[] parameters = new float[graph.ParameterCount], state = new float[c.Cells * Width];
        foreach (ref float parameter in parameters.AsSpan())
        {
            parameter = random.NextGaussian();
        }

        foreach (ref float entry in state.AsSpan())
        {
            entry = random.NextGaussian();
            entry = seed % 4 == 1 ? MathF.Round(2 * entry) / 2 : entry;
        }

        return new SampleCase(graph, parameters, c.Problem, state);
    }

    private static int Next(string operation, RuleGraphBuilder b, int z, SampleContext c) => operation switch
    {
        nameof(Operation.Embed) => b.Add(z, b.Embed(0, SampleContext.FeatureRows, Width, "table")),
        nameof(Operation.EmbedSlot) => b.Add(z, b.EmbedSlot(0, 2, 2 * Width, Width, "slots")),
        nameof(Operation.RmsNorm) => b.RmsNorm(z),
        nameof(Operation.Relu) => b.Relu(z),
        nameof(Operation.Silu) => b.Silu(z),
        nameof(Operation.Add) => b.Add(z, b.Embed(1, SampleContext.FeatureRows, Width, "table"), z),
        nameof(Operation.Multiply) => c.Coin() ? b.Multiply(z, z) : b.Multiply(z, b.Embed(1, SampleContext.FeatureRows, Width, "table")),
        nameof(Operation.Scale) => b.Scale(z, c.Coin() ? 0.3f : -1.7f),
        nameof(Operation.Rotary) => b.Rotary(z, 2, 10f + c.Next(1000)),
        nameof(Operation.Attention) => b.Attention(z, z, z, 2),
        nameof(Operation.Transpose) => b.Transpose(b.Transpose(z, c.Cells), c.Cells),
        nameof(Operation.Pool) => b.Linear(b.Spread(b.Pool(z, "box"), "box"), Width, "out", bias: false),
        nameof(Operation.Maximum) or nameof(Operation.Spread) => b.Spread(b.Maximum(z, "edge"), "edge"),
        nameof(Operation.Gather) => b.Linear(b.Gather(z, "near", c.Degree), Width, "out", bias: true),
        nameof(Operation.Snap) => b.Snap(z, c.Coin() ? 4 : 16),
        _ => b.Linear(z, Width, "map", c.Coin()),
    };
}
