using TinyRecursion.Learning;
using TinyRecursion.Tasks.Graphs;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Graphs;

public class ArrivalLossTests
{
    [Fact]
    public void Each_step_has_the_loss_of_its_own_labels()
    {
        var loss = new ArrivalLoss([1, 3, int.MaxValue]);
        float[] logits = [1f, 2f, 3f, 0f, -1f, 2f];
        foreach ((int step, int[] labels) in ((int, int[])[])[(0, [0, 0, 0]), (1, [1, 0, 0]), (2, [1, 0, 0]), (3, [1, 1, 0]), (99, [1, 1, 0])])
        {
            float[] gradient = new float[6], expected = new float[6];
            var plain = new TokenLoss(0, labels);

            Assert.Equal(plain.Evaluate(logits, expected), loss.EvaluateAt(step, logits, gradient));
            Assert.Equal(expected, gradient);
            Assert.Equal((plain.Correct, 3), (loss.Correct, loss.Count));
        }
    }

    [Fact]
    public void Without_a_step_it_is_the_end()
    {
        var loss = new ArrivalLoss([7, int.MaxValue]);

        loss.Evaluate([0f, 1f, 1f, 0f], new float[4]);

        Assert.Equal(2, loss.Correct);
    }
}
