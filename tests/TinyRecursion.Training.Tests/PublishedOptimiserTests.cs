using CsCheck;
using TinyRecursion.Rules;
using TinyRecursion.Training.Optimisation;
using Xunit;

namespace TinyRecursion.Training.Tests;

public class PublishedOptimiserTests
{
    [Fact]
    public void AdamAtan2_takes_the_first_step_of_the_published_package()
    {
        float[] parameters = [1f, -2f, 0.5f];
        new AdamAtan2(3) { WeightDecay = 0.1f, Beta1 = 0.9f, Beta2 = 0.95f }.Update(parameters, [4f, -0.25f, 0f], 0.01f);

        // First moment 0.1 g, second 0.05 g²: ten learning rates times atan2(0.1 g, |g|).
        double move = 0.1 * Math.Atan(0.1);
        Assert.Equal((0.999 * 1) - move, parameters[0], 1e-6);
        Assert.Equal((0.999 * -2) + move, parameters[1], 1e-6);
        Assert.Equal(0.999 * 0.5, parameters[2], 1e-6);
    }

    [Fact]
    public void AdamAtan2_does_not_depend_on_the_scale_of_the_gradient() =>
        Gen.Select(Gen.Int[-3000, 3000].Select(i => i / 1000f).Array[5].Array[4], Gen.Int[-20, 20]).Sample((gradients, power) =>
        {
            float scale = MathF.ScaleB(1f, power);
            float[] plain = Run(gradients, 1f), scaled = Run(gradients, scale);
            Assert.All(plain.Index(), entry => Assert.Equal(entry.Item, scaled[entry.Index], 1e-6f));
        });

    [Fact]
    public void What_is_to_stay_untouched_stays()
    {
        var table = new WeightShape("table", 2, 2, 1);
        foreach (Adam adam in (Adam[])[new AdamW(7) { Untouched = table }, new AdamAtan2(7) { Untouched = table }])
        {
            float[] parameters = [1f, 1f, 1f, 1f, 1f, 1f, 1f];
            adam.Update(parameters, [1f, 1f, 1f, 1f, 1f, 1f, 1f], 0.1f);

            Assert.Equal([false, true, true, true, true, false, false], parameters.Select(parameter => parameter == 1f));
        }
    }

    [Fact]
    public void Sign_descent_moves_the_rows_it_is_given()
    {
        float[] parameters = [9f, 1f, 1f, 1f, 1f, 1f, 1f, 9f];
        float[] gradient = [5f, 7f, 7f, 0.001f, -3f, 7f, 0f, 5f];

        SignDescent.Update(parameters, gradient, new WeightShape("table", 3, 2, 1), [1, 2], learningRate: 0.1f, weightDecay: 0.5f);

        Assert.Equal([9f, 1f, 1f, 0.95f - 0.1f, 0.95f + 0.1f, 0.95f - 0.1f, 0.95f, 9f], parameters);
    }

    private static float[] Run(float[][] gradients, float scale)
    {
        float[] parameters = [1f, 2f, 3f, 4f, 5f];
        var adam = new AdamAtan2(5);
        foreach (float[] gradient in gradients)
        {
            adam.Update(parameters, Array.ConvertAll(gradient, g => scale * g), 0.01f);
        }

        return parameters;
    }
}
