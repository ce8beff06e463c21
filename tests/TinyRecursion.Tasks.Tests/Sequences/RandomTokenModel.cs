using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Tasks.Tests.Sequences;

/// <summary>A tiny recursive model as published for boards of 4×4, of random weights.</summary>
internal static class RandomTokenModel
{
    /// <summary>The architecture.</summary>
    public static TrmConfig Config { get; } = new()
    {
        SequenceLength = 16, VocabularySize = 6, PuzzleCount = 2, PuzzleWidth = 8, PuzzleSlots = 1, HighCycles = 1, LowCycles = 1, Layers = 1,
        Width = 8, Expansion = 1, Heads = 2, Positions = TrmPositions.Rotary, HaltMaximumSteps = 4,
    };

    /// <summary>Makes the model.</summary>
    /// <param name="halting">The logit that its halting head always gives.</param>
    /// <param name="vocabulary">The number of tokens that it knows; 6 are those of boards of 4×4.</param>
    public static Model Create(float halting, int vocabulary = 6)
    {
        TrmConfig config = Config with { VocabularySize = vocabulary };
        RuleGraph graph = TrmRule.Create(config);
        var parameters = new float[graph.ParameterCount];
        var random = new SeededRandom(3);
        foreach (ref float parameter in parameters.AsSpan())
        {
            parameter = 0.5f * random.NextGaussian();
        }

        foreach (WeightShape weight in graph.Weights.Where(weight => weight.Name.StartsWith("head.halting", StringComparison.Ordinal)))
        {
            parameters.AsSpan(weight.Offset, weight.Count).Fill(weight.Name.EndsWith("bias", StringComparison.Ordinal) ? halting : 0f);
        }

        var start = new float[Config.Width];
        start.AsSpan().Fill(1f);
        return new TrmModel(config, graph, parameters, new NestedCyclesOptions
        {
            HighCycles = 1, LowCycles = 1, HighStart = start, LowStart = start,
        }).ToModel("sudoku", new Dictionary<string, string>());
    }
}
