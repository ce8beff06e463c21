using TinyRecursion.Assurance.Properties;
using TinyRecursion.Assurance.Verification.Networks;

namespace TinyRecursion.Assurance.Tests.Verification;

/// <summary>Small random networks, with a branch, and properties of them.</summary>
internal static class RandomNetwork
{
    public const int Inputs = 2;
    public const int Outputs = 2;

    /// <summary>Three layers of rectifiers; the output adds the second and the third.</summary>
    public static PiecewiseLinearNetwork Of(ulong seed)
    {
        var random = new SeededRandom(seed);
        const int Width = 6;
        return new PiecewiseLinearNetwork(
        [
            new NetworkNode.Input(Inputs),
            new NetworkNode.Affine([(0, Map(Width, Inputs))], Bias(Width)),
            new NetworkNode.Relu(1, Width),
            new NetworkNode.Affine([(2, Map(Width, Width))], Bias(Width)),
            new NetworkNode.Relu(3, Width),
            new NetworkNode.Affine([(4, Map(Width, Width)), (0, Map(Width, Inputs))], Bias(Width)),
            new NetworkNode.Relu(5, Width),
            new NetworkNode.Affine([(6, Map(Outputs, Width)), (4, Map(Outputs, Width))], Bias(Outputs)),
        ]);

        float Number() => (random.NextSingle() * 2) - 1;
        float[] Bias(int count) => [.. Enumerable.Range(0, count).Select(_ => Number() / 2)];
        WeightMatrix Map(int outputs, int inputs)
        {
            float[] entries = [.. Enumerable.Range(0, outputs * inputs).Select(_ => random.NextSingle() < 0.2f ? 0 : Number())];
            return WeightMatrix.Of(outputs, inputs, (row, column) => entries[(row * inputs) + column]);
        }
    }

    /// <summary>Unsafe where both outputs are below bounds; the box is [-1, 1] in each input.</summary>
    public static NetworkProperty Property(double first, double second)
    {
        ExactNumber one = ExactNumber.Of(1);
        return new NetworkProperty(Inputs, Outputs, [new PropertyCase(
            [-one, -one], [one, one],
            [new LinearConstraint([(2, one)], ExactNumber.Of(first), false), new LinearConstraint([(2, -one), (3, one)], ExactNumber.Of(second), false)])]);
    }
}
