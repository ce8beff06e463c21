using CsCheck;
using TinyRecursion.Training.Local;
using Xunit;

namespace TinyRecursion.Training.Tests;

public class SymbolLossTests
{
    [Fact]
    public void The_gradient_agrees_with_differences() =>
        Gen.Select(Gen.Double[-4, 4].Array[1, 6], Gen.Int[0, 5]).Sample((values, draw) =>
        {
            int label = draw % (values.Length + 1);
            float[] x = Array.ConvertAll(values, value => (float)value), gradient = new float[x.Length];
            SymbolLoss.Evaluate(x, label, 0.5f, gradient);
            for (int j = 0; j < x.Length; j++)
            {
                float[] up = [.. x], down = [.. x];
                (up[j], down[j]) = (x[j] + 0.01f, x[j] - 0.01f);
                double difference = (Loss(up) - Loss(down)) / (up[j] - down[j]);
                Assert.Equal(difference, gradient[j], 1e-4);
            }

            double Loss(float[] at) => SymbolLoss.Evaluate(at, label, 0.5f, new float[at.Length]);
        });

    [Fact]
    public void The_loss_of_certainty_is_zero_and_that_of_no_idea_the_logarithm_of_the_alphabet()
    {
        Assert.Equal(0, SymbolLoss.Evaluate([50f, 0f], 1, 1f, new float[2]), 6);
        Assert.Equal(Math.Log(3), SymbolLoss.Evaluate([0f, 0f], 0, 1f, new float[2]), 6);
    }
}
