using CsCheck;
using TinyRecursion.Learning;
using Xunit;

namespace TinyRecursion.Tests.Learning;

public class TokenLossTests
{
    [Fact]
    public void Stablemax_is_what_the_paper_says()
    {
        // s(1) = 2, s(-1) = 1/2, s(0) = 1: the probabilities are 4/7, 1/7 and 2/7.
        var loss = new TokenLoss(0, [0]);
        var gradient = new float[3];

        loss.Evaluate([1f, -1f, 0f], gradient);

        Assert.Equal(-Math.Log(4.0 / 7), loss.Value, 12);
        Assert.Equal((1, 1), (loss.Correct, loss.Count));
        // d/dx of log Σ s - log s(x0): (1, 1/4, 1) / 3.5 less 1/2 at the label.
        Assert.Equal([(2f / 7) - 0.5f, 0.25f * 2 / 7, 2f / 7], gradient.Select(g => g), new Near(1e-6f));
    }

    [Fact]
    public void Cells_in_front_and_ignored_ones_have_no_part()
    {
        var loss = new TokenLoss(1, [TokenLoss.Ignored, 1]);
        var gradient = new float[6];

        loss.Evaluate([9f, 9f, 5f, 5f, 0f, 3f], gradient);

        Assert.Equal(-Math.Log(4.0 / 5), loss.Value, 12);
        Assert.Equal([0f, 0f, 0f, 0f], gradient[..4]);
        Assert.Equal((1, 1), (loss.Correct, loss.Count));
    }

    [Fact]
    public void The_gradient_agrees_with_differences() => Gen.Float[-4f, 4f].Array[12].Sample(logits =>
    {
        var loss = new TokenLoss(1, [2, TokenLoss.Ignored, 0]);
        var gradient = new float[12];
        loss.Evaluate(logits, gradient);
        for (int i = 0; i < logits.Length; i++)
        {
            const float Reach = 1f / 256;
            float before = logits[i];
            logits[i] = before + Reach;
            loss.Evaluate(logits, new float[12]);
            double above = loss.Value, up = logits[i];
            logits[i] = before - Reach;
            loss.Evaluate(logits, new float[12]);
            double difference = (above - loss.Value) / (up - logits[i]);
            logits[i] = before;
            Assert.Equal(difference, gradient[i], 1e-2);
        }
    });

    [Fact]
    public void Nothing_to_score_is_no_loss_and_counts_as_right()
    {
        var loss = new TokenLoss(0, [TokenLoss.Ignored]);

        Assert.Equal(0f, loss.Evaluate([1f, 2f], new float[2]));
        Assert.Equal((0, 0), (loss.Correct, loss.Count));
    }

    [Fact]
    public void A_label_without_a_score_is_refused() =>
        Assert.Throws<ArgumentException>(() => new TokenLoss(0, [2]).Evaluate([1f, 2f], new float[2]));

    private sealed class Near(float allowed) : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => MathF.Abs(x - y) <= allowed;

        public int GetHashCode(float value) => 0;
    }
}
