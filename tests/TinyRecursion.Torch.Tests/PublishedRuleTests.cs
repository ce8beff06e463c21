using TinyRecursion.Execution.Float;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.TorchComparison;
using TinyRecursion.Training.Recipes;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TinyRecursion.Torch.Tests;

/// <summary>
/// The published rule in architectures of every kind against the same in TorchSharp: the encoding of a problem, and one
/// application, which does not yet magnify roundings.
/// </summary>
public class PublishedRuleTests
{
    private static readonly TrmConfig Base = new()
    {
        SequenceLength = 21, VocabularySize = 7, PuzzleCount = 4, HighCycles = 1, LowCycles = 1, Layers = 2, Width = 40,
        Expansion = 3, Heads = 4, Positions = TrmPositions.None,
    };

    public static TheoryData<string> Architectures => [.. Configs.Keys];

    private static Dictionary<string, TrmConfig> Configs => new()
    {
        ["mixer"] = Base with { Mixer = true, PuzzleWidth = 40, PuzzleSlots = 3 },
        ["mixer, learned positions, wide puzzles"] = Base with { Mixer = true, Positions = TrmPositions.Learned, PuzzleWidth = 90, PuzzleSlots = 4 },
        ["rotary"] = Base with { Positions = TrmPositions.Rotary, PuzzleWidth = 12, PuzzleSlots = 2, RotaryBase = 500f },
        ["learned positions"] = Base with { Positions = TrmPositions.Learned, Heads = 5 },
        ["many cells, no positions"] = Base with { SequenceLength = 150, Heads = 2, Epsilon = 1e-3f },
    };

    [Theory]
    [MemberData(nameof(Architectures))]
    public void One_application_is_that_of_PyTorch(string architecture)
    {
        TrmConfig config = Configs[architecture];
        TrmModel model = WithPuzzles(TrmInitialisation.Draw(config, 6));
        var random = new SeededRandom(8);
        int[] tokens = [.. Enumerable.Range(0, config.SequenceLength).Select(_ => random.NextInt32(config.VocabularySize))];
        Problem problem = TrmProblem.Encode(config, tokens, puzzle: 2);
        using var rule = new NeuralRule(model.Graph, model.Parameters.Span);
        using IRuleSession session = rule.Open();
        session.Bind(problem);
        int size = problem.Cells * config.Width;
        float[] encoding = new float[size], state = new float[size], start = new float[size];
        foreach (ref float value in start.AsSpan())
        {
            value = random.NextGaussian();
        }

        session.CopyEncoding(encoding);
        session.SetState(start);
        session.Step();
        session.CopyState(state);
        using var torch = new TorchTrm(model);
        using DisposeScope scope = NewDisposeScope();
        using var noGradient = no_grad();
        Tensor expected = torch.Encode(tensor(Array.ConvertAll(tokens, token => (long)token), [1, tokens.Length]), tensor([2L]));
        Tensor next = torch.Apply(tensor(start, [1, problem.Cells, config.Width]), zeros(1));

        Assert.True(LargestDifference(expected, encoding) < 1e-5, "the encoding differs");
        Assert.True(LargestDifference(next, state) < 5e-5, "the state differs");
        Assert.True(LargestDifference(torch.Logits(next), session.Readout()[(config.PuzzleSlots * config.VocabularySize)..]) < 5e-5, "the logits differ");
    }

    private static TrmModel WithPuzzles(TrmModel model)
    {
        float[] parameters = model.Parameters.ToArray();
        var random = new SeededRandom(2);
        foreach (WeightShape table in model.Graph.Weights.Where(weight => weight.Name == TrmRule.PuzzleTable))
        {
            foreach (ref float value in parameters.AsSpan(table.Offset, table.Count))
            {
                value = random.NextGaussian();
            }
        }

        return model with { Parameters = parameters };
    }

    private static double LargestDifference(Tensor expected, ReadOnlySpan<float> actual)
    {
        float[] values = expected.contiguous().data<float>().ToArray();
        Assert.Equal(values.Length, actual.Length);
        double largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs((double)values[i] - actual[i]));
        }

        return largest;
    }
}
