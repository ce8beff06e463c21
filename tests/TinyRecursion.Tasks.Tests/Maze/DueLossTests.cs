using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

public class DueLossTests
{
    private static readonly float[] Logits = [0.7f, 1f, -2f, -0.3f, 0.5f, 0.25f, 2f, -1f, 3f];

    [Fact]
    public void A_label_counts_from_its_step_on()
    {
        var loss = new DueLoss([new(1, 4), new(0, 0), DueLabel.None], [new(0, 2), DueLabel.None, new(1, 5)]);
        double first = Softplus(-0.7), second = Softplus(-0.3), left = CrossEntropy(1, -2), right = CrossEntropy(3, -1);
        foreach ((int step, double expected, int correct) in
            ((int, double, int)[])[(0, second, 1), (1, second, 1), (2, second + left, 1), (4, first + second + left, 2), (5, first + second + left + right, 2)])
        {
            Assert.Equal(expected / 3, loss.EvaluateAt(step, Logits, new float[9]), 1e-6);
            Assert.Equal((correct, 2), (loss.Correct, loss.Count));
        }
    }

    [Fact]
    public void Without_a_step_everything_is_due()
    {
        var loss = new DueLoss([new(1, 4), new(0, 7), DueLabel.None], [new(0, 2), DueLabel.None, new(1, 1_000_000)]);

        Assert.Equal(loss.EvaluateAt(1_000_000, Logits, new float[9]), loss.Evaluate(Logits, new float[9]));
    }

    [Fact]
    public void The_gradient_agrees_with_differences()
    {
        var loss = new DueLoss([new(1, 0), new(0, 0), new(1, 9)], [new(1, 0), new(0, 0), new(1, 9)]);
        var gradient = new float[9];
        loss.EvaluateAt(3, Logits, gradient);
        for (int i = 0; i < Logits.Length; i++)
        {
            float[] above = [.. Logits], below = [.. Logits];
            (above[i], below[i]) = (above[i] + 0.01f, below[i] - 0.01f);

            Assert.Equal((loss.EvaluateAt(3, above, new float[9]) - loss.EvaluateAt(3, below, new float[9])) / 0.02f, gradient[i], 1e-3f);
        }

        // Of the last cell nothing is due.
        Assert.Equal([0f, 0f, 0f], gradient[6..]);
    }

    [Fact]
    public void Extreme_scores_have_a_finite_loss_and_gradient()
    {
        var loss = new DueLoss([new(1, 0), new(0, 0)], [new(1, 0), new(0, 0)]);
        var gradient = new float[6];

        // Both marks are wrong by a thousand, so is the first class; the second is a draw.
        Assert.Equal((3000 + Math.Log(2)) / 2, loss.Evaluate([-1000f, 1000f, 0f, 1000f, 0f, 0f], gradient), 1e-3);
        Assert.All(gradient, entry => Assert.True(float.IsFinite(entry)));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new DueLoss([DueLabel.None], []));
        var loss = new DueLoss([new(1, 0), new(0, 0)], [new(0, 0), new(2, 0)]);
        Assert.Throws<ArgumentException>(() => loss.Evaluate(new float[5], new float[5]));
        Assert.Throws<ArgumentException>(() => loss.Evaluate(new float[2], new float[2]));
        ArgumentException error = Assert.Throws<ArgumentException>(() => loss.Evaluate(new float[6], new float[6]));
        Assert.Contains("Label 2, but there are 2 classes", error.Message, StringComparison.Ordinal);
    }

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    private static double CrossEntropy(double truth, double other) => Math.Log(1 + Math.Exp(other - truth));
}
