using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Training.Recipes;

namespace TinyRecursion.Tests.Models.Trm;

/// <summary>Small architectures that differ in everything that a config can say.</summary>
internal static class TrmSamples
{
    private static readonly Dictionary<string, TrmConfig> Configs = new()
    {
        // A puzzle embedding narrower than a cell, slots of zeros behind it.
        ["mixer"] = Base with { Mixer = true, PuzzleWidth = 5, PuzzleSlots = 3 },
        // One that fills two slots and part of a third, odd cell counts, three layers.
        ["rotary"] = Base with { Positions = TrmPositions.Rotary, PuzzleWidth = 20, PuzzleSlots = 3, Layers = 3, Epsilon = 1e-4f },
        ["learned"] = Base with { Positions = TrmPositions.Learned, PuzzleWidth = 8, PuzzleSlots = 1, HighCycles = 1 },
        // No puzzle embedding, and heads whose widths do not add up to the state's.
        ["bare"] = Base with { Heads = 3, LowCycles = 1, Expansion = 40 },
        ["learned mixer"] = Base with { Mixer = true, Positions = TrmPositions.Learned, PuzzleWidth = 8, PuzzleSlots = 2 },
    };

    private static TrmConfig Base => new()
    {
        SequenceLength = 6, VocabularySize = 5, PuzzleCount = 4, HighCycles = 2, LowCycles = 2, Layers = 1, Width = 8,
        Expansion = 2, Heads = 2, Positions = TrmPositions.None, HaltMaximumSteps = 4,
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => Configs.Keys;

    /// <summary>A model of one of them; no weight is zero.</summary>
    public static TrmModel Model(string name, ulong seed = 3)
    {
        TrmModel model = TrmInitialisation.Draw(Configs[name], seed);
        float[] parameters = model.Parameters.ToArray();
        var random = new SeededRandom(seed);
        foreach (ref float parameter in parameters.AsSpan())
        {
            parameter = parameter is 0f or -5f ? 0.2f * random.NextGaussian() : parameter;
        }

        return model with { Parameters = parameters };
    }

    /// <summary>An instance for a model.</summary>
    public static Problem Problem(TrmConfig config, ulong seed)
    {
        var random = new SeededRandom(seed);
        var tokens = new int[config.SequenceLength];
        foreach (ref int token in tokens.AsSpan())
        {
            token = random.NextInt32(config.VocabularySize);
        }

        return TrmProblem.Encode(config, tokens, random.NextInt32(config.PuzzleCount));
    }
}
