using CsCheck;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

public class ClauseLossTests
{
    private static readonly GroupRelation Clauses = new("clause", 8, [[0, 3, 4], [1, 2], [5], [6, 7, 0], [1, 3, 7]]);

    [Fact]
    public void The_loss_is_how_improbable_satisfied_clauses_are()
    {
        // Log-odds of 0 and log 3: the literals are true with 1/2 and 3/4, their negations with 1/2 and 1/4.
        var loss = new ClauseLoss(new GroupRelation("clause", 4, [[0, 2], [1, 3]]), [2], 0.5f);

        float value = loss.Evaluate([1f, 1f, (float)Math.Log(3), 0f], new float[4]);

        double expected = -Math.Log(1 - (0.5 * 0.25)) - Math.Log(1 - (0.5 * 0.75)) - (0.5 * Math.Log(0.75));
        Assert.Equal(expected / 2, value, 6);
    }

    [Fact]
    public void Clauses_count_where_a_literal_is_above_its_negation()
    {
        var loss = new ClauseLoss(Clauses, [], 0f);

        loss.Evaluate([1f, 0f, 1f, 0f, 0f, 1f, 1f, 0f], new float[8]);
        Assert.Equal((4, 5), (loss.Correct, loss.Count));
        loss.Evaluate(new float[8], new float[8]);
        Assert.Equal(0, loss.Correct);
    }

    [Fact]
    public void The_gradient_agrees_with_differences() => Gen.Float[-4f, 4f].Array[8].Sample(logits =>
    {
        var loss = new ClauseLoss(Clauses, [0, 3, 5, 6], 0.1f);
        var gradient = new float[8];
        loss.Evaluate(logits, gradient);
        for (int i = 0; i < logits.Length; i++)
        {
            const float Reach = 1f / 64;
            float before = logits[i];
            logits[i] = before + Reach;
            double above = loss.Evaluate(logits, new float[8]);
            logits[i] = before - Reach;
            double below = loss.Evaluate(logits, new float[8]);
            logits[i] = before;
            Assert.Equal((above - below) / (2 * Reach), gradient[i], 2e-3);
        }
    });

    [Theory]
    [InlineData(100f)]
    [InlineData(1e4f)]
    [InlineData(1e30f)]
    public void The_loss_stays_finite_however_sure_the_scores_are(float size)
    {
        var loss = new ClauseLoss(Clauses, [0, 3, 5, 6], 0.1f);
        foreach (int bits in Enumerable.Range(0, 16))
        {
            var gradient = new float[8];
            float[] logits = [.. Enumerable.Range(0, 8).Select(literal => ((bits >> (literal / 2)) & 1) == literal % 2 ? size : -size)];

            Assert.True(float.IsFinite(loss.Evaluate(logits, gradient)));
            Assert.All(gradient, slope => Assert.InRange(slope, -2f, 2f));
        }
    }

    [Fact]
    public void Cells_that_are_not_pairs_and_literals_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ClauseLoss(new GroupRelation("clause", 3, [[0]]), [], 0f));
        Assert.Throws<ArgumentException>(() => new ClauseLoss(Clauses, [8], 0f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClauseLoss(Clauses, [], -1f));
    }
}
