using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.TorchComparison;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Optimisation;
using TorchSharp;
using Xunit;

namespace TinyRecursion.Torch.Tests;

/// <summary>Whole-rule gradients through several steps against TorchSharp, tensor by tensor.</summary>
public sealed class RelationalRuleGradientTests
{
    private const int Steps = 4;

    /// <summary>Of a tensor's largest entry.</summary>
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData(1, 8, 16, 24)]
    [InlineData(2, 12, 32, 20)]
    [InlineData(3, 48, 48, 96)]
    [InlineData(4, 5, 16, 7)]
    public void Any_topology(int seed, int stateWidth, int messageWidth, int hiddenWidth)
    {
        var random = new SeededRandom((ulong)seed);
        RelationalRuleOptions options = Options(stateWidth, messageWidth, hiddenWidth);
        float[] parameters = Parameters(options, ref random);
        Problem problem = RandomProblem(ref random);
        int[] labels = Labels(problem, ref random);
        float[] start = Noise(problem.Cells * stateWidth, ref random);

        (float loss, float[] gradient) = Ours(options, parameters, problem, labels, start);
        using var rule = new TorchRelationalRule(options, parameters);
        using var relations = new TorchGroups(problem, options.Relations, "cell", labels, options.FeatureRows);
        using torch.Tensor state = torch.tensor(start, [problem.Cells, stateWidth]);
        var expected = new float[gradient.Length];
        float expectedLoss = rule.Run(relations, state, Steps, expected);

        AssertAgree(options, expectedLoss, expected, loss, gradient);
    }

    [Theory]
    [InlineData(1, 1.0f)]
    [InlineData(2, 0.4f)]
    [InlineData(3, 0.1f)]
    public void Batches_of_boards(int seed, float liveShare)
    {
        var random = new SeededRandom((ulong)seed);
        RelationalRuleOptions options = Options(8, 16, 24);
        float[] parameters = Parameters(options, ref random);
        var boards = new CandidateBoard[3];
        float[] start = Noise(boards.Length * CandidateBoard.Candidates * options.StateWidth, ref random);
        float loss = 0;
        var gradient = new float[parameters.Length];
        for (int b = 0; b < boards.Length; b++)
        {
            var live = new bool[CandidateBoard.Candidates];
            foreach (ref bool one in live.AsSpan())
            {
                one = random.NextSingle() < liveShare;
            }

            boards[b] = CandidateBoard.Create(live, ref random);
            float[] state = boards[b].SelectLive(start.AsSpan(b * live.Length * options.StateWidth), options.StateWidth);
            (float partLoss, float[] part) = Ours(options, parameters, boards[b].Problem, boards[b].Labels, state);
            loss += partLoss;
            gradient = gradient.Zip(part, (x, y) => x + y).ToArray();
        }

        using var rule = new TorchRelationalRule(options, parameters);
        using var relations = new TorchBoards(boards);
        using torch.Tensor starts = torch.tensor(start, [start.Length / options.StateWidth, options.StateWidth]);
        var expected = new float[gradient.Length];
        float expectedLoss = rule.Run(relations, starts, Steps, expected);

        AssertAgree(options, expectedLoss, expected, loss, gradient);
    }

    private static RelationalRuleOptions Options(int stateWidth, int messageWidth, int hiddenWidth) => new()
    {
        StateWidth = stateWidth,
        MessageWidth = messageWidth,
        HiddenWidth = hiddenWidth,
        Relations = CandidateBoard.Relations,
        FeatureTables = CandidateBoard.FeatureTables,
    };

    /// <summary>Noise on top, so that biases and the readout are not zero.</summary>
    private static float[] Parameters(RelationalRuleOptions options, ref SeededRandom random)
    {
        float[] parameters = Initialisation.Draw(RelationalRule.Create(options), random.NextUInt64());
        foreach (ref float parameter in parameters.AsSpan())
        {
            parameter += 0.1f * random.NextGaussian();
        }

        return parameters;
    }

    private static float[] Noise(int count, ref SeededRandom random)
    {
        var noise = new float[count];
        foreach (ref float one in noise.AsSpan())
        {
            one = random.NextGaussian();
        }

        return noise;
    }

    /// <summary>Cells in any number of groups, none included; features beyond the tables' last row.</summary>
    private static Problem RandomProblem(ref SeededRandom random)
    {
        int cells = 30 + random.NextInt32(20);
        var relations = new Relation[CandidateBoard.Relations.Count];
        for (int r = 0; r < relations.Length; r++)
        {
            var groups = new int[5 + random.NextInt32(10)][];
            for (int group = 0; group < groups.Length; group++)
            {
                int[] order = Enumerable.Range(0, cells).ToArray();
                for (int i = 0; i < order.Length; i++)
                {
                    int other = i + random.NextInt32(order.Length - i);
                    (order[i], order[other]) = (order[other], order[i]);
                }

                groups[group] = order[..(1 + random.NextInt32(7))];
            }

            relations[r] = new GroupRelation(CandidateBoard.Relations[r], cells, groups);
        }

        var features = new int[cells * CandidateBoard.FeatureTables.Count];
        foreach (ref int feature in features.AsSpan())
        {
            feature = random.NextInt32(13);
        }

        return new Problem(new Topology(cells, relations), CandidateBoard.FeatureTables.Count, features);
    }

    private static int[] Labels(Problem problem, ref SeededRandom random)
    {
        GroupRelation choices = problem.Topology.Groups("cell");
        var labels = new int[choices.GroupCount];
        for (int group = 0; group < labels.Length; group++)
        {
            labels[group] = random.NextInt32(choices.MembersOf(group).Length);
        }

        return labels;
    }

    private static (float Loss, float[] Gradient) Ours(
        RelationalRuleOptions options, float[] parameters, Problem problem, int[] labels, float[] start)
    {
        using var weights = new FloatWeights(RelationalRule.Create(options), parameters);
        using var segment = new SegmentGradient(weights, Steps);
        var gradient = new float[parameters.Length];
        segment.Session.Bind(problem);
        segment.Session.SetState(start);
        float loss = segment.Run(Steps, new ChoiceLoss(problem.Topology.Groups("cell"), labels), gradient);
        return (loss, gradient);
    }

    private static void AssertAgree(
        RelationalRuleOptions options, float expectedLoss, float[] expected, float loss, float[] gradient)
    {
        Assert.Equal(expectedLoss, loss, 1e-4f * Math.Abs(expectedLoss));
        foreach (WeightShape weight in RelationalRule.Create(options).Weights)
        {
            float[] theirs = expected.AsSpan(weight.Offset, weight.Count).ToArray();
            float largest = theirs.Max(Math.Abs);
            float difference = theirs.Zip(gradient.AsSpan(weight.Offset, weight.Count).ToArray(), (x, y) => Math.Abs(x - y)).Max();
            Assert.True(largest > 0, $"The gradient of {weight.Name} is zero.");
            Assert.True(
                difference <= Tolerance * largest,
                $"The gradient of {weight.Name} differs by {difference / largest:G3} of its largest entry {largest:G3}.");
        }
    }
}
