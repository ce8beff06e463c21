using CsCheck;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Tiles;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Tiles;

public class GroupSumLossTests
{
    private static readonly GroupRelation Groups = new("all", 5, [[0, 1, 2], [3], [2, 4]]);

    [Fact]
    public void It_is_half_the_square_of_a_small_difference_and_linear_in_a_large_one()
    {
        // Sums 3, 10 and 1 against 2.5, 0 and 1; from 4 on it is linear: 4 · (10 - 2).
        var loss = new GroupSumLoss(Groups, [2.5f, 0f, 1f], linearFrom: 4);
        var gradient = new float[5];

        Assert.Equal((0.125f + 32f + 0f) / 3, loss.Evaluate([1f, 1f, 1f, 10f, 0f], gradient), 5);
        Assert.Equal((2, 3), (loss.Correct, loss.Count));
        Assert.Equal([0.5f / 3, 0.5f / 3, 0.5f / 3, 4f / 3, 0f], gradient.Select(g => g), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void The_gradient_agrees_with_differences() => Gen.Float[-8f, 8f].Array[5].Sample(logits =>
    {
        var loss = new GroupSumLoss(Groups, [1f, -2f, 3f]);
        var gradient = new float[5];
        loss.Evaluate(logits, gradient);
        for (int i = 0; i < logits.Length; i++)
        {
            const float Reach = 1f / 64;
            float before = logits[i];
            logits[i] = before + Reach;
            double above = loss.Evaluate(logits, new float[5]), up = logits[i];
            logits[i] = before - Reach;
            double below = loss.Evaluate(logits, new float[5]), down = logits[i];
            logits[i] = before;
            Assert.Equal((above - below) / (up - down), gradient[i], 2e-2);
        }
    });

    [Fact]
    public void Targets_must_be_there_and_finite()
    {
        Assert.Throws<ArgumentException>(() => new GroupSumLoss(Groups, [1f, 2f]));
        Assert.Throws<ArgumentException>(() => new GroupSumLoss(Groups, [1f, 2f, float.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GroupSumLoss(Groups, [1f, 2f, 3f], linearFrom: 0));
    }
}
