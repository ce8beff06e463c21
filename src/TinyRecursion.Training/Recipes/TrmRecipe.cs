using TinyRecursion.Learning;
using TinyRecursion.Recursion;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Training.Recipes;

/// <summary>
/// A published training set-up of a tiny recursive model: task, architecture and hyperparameters. The published name of
/// each field stands in its documentation; <see cref="TrmRecipeJson"/> reads those.
/// </summary>
internal sealed record TrmRecipe
{
    /// <summary>The largest batch.</summary>
    public const int MaximumBatchSize = 1 << 16;

    /// <summary>The most augmentations.</summary>
    public const int MaximumAugmentations = 1_000_000;

    /// <summary>The name of the task (<c>task</c>), not empty.</summary>
    public required string Task { get; init; }

    /// <summary>The architecture (<c>arch</c>).</summary>
    public required TrmConfig Architecture { get; init; }

    /// <summary>Examples carried side by side (<c>global_batch_size</c>).</summary>
    public int BatchSize { get; init; } = 768;

    /// <summary>Passes over the groups of the data (<c>epochs</c>), which with the batch size give the number of updates.</summary>
    public long Epochs { get; init; } = 100000;

    /// <summary>Updates in all (<c>updates</c>), or null to take them from <see cref="Epochs"/>.</summary>
    public int? Updates { get; init; }

    /// <summary>Augmentations of each puzzle (<c>num_aug</c>).</summary>
    public int Augmentations { get; init; } = 1000;

    /// <summary>The learning rate (<c>lr</c>, <c>lr_warmup_steps</c>, <c>lr_min_ratio</c>).</summary>
    public LearningRateOptions LearningRate { get; init; } = new() { Peak = 1e-4f, WarmUp = 2000, Floor = 1f };

    /// <summary>The optimiser (<c>optimizer</c>: adam_atan2 as published, adamw or muon; <c>beta1</c>, <c>beta2</c>, <c>weight_decay</c>).</summary>
    public OptimiserOptions Optimiser { get; init; } = new AdamAtan2Options { WeightDecay = 0.1f, Beta2 = 0.95f };

    /// <summary>Learning rate of the puzzle embeddings (<c>puzzle_emb_lr</c>).</summary>
    public float PuzzleLearningRate { get; init; } = 1e-2f;

    /// <summary>Weight decay of the puzzle embeddings (<c>puzzle_emb_weight_decay</c>).</summary>
    public float PuzzleWeightDecay { get; init; } = 0.1f;

    /// <summary>Decay of the average of the parameters (<c>ema_rate</c>; 0 where <c>ema</c> is false).</summary>
    public float AverageDecay { get; init; } = 0.999f;

    /// <summary>Seed of everything random (<c>seed</c>).</summary>
    public ulong Seed { get; init; }

    /// <summary>The number of updates for a number of groups, as the published code counts.</summary>
    /// <param name="groups">Puzzles before augmentation.</param>
    /// <param name="examples">Mean examples of a puzzle: 1 but for ARC.</param>
    public int UpdatesFor(int groups, double examples) =>
        Updates ?? (int)Math.Clamp(Epochs * groups * examples / BatchSize, 1, int.MaxValue);

    /// <summary>The options of the training run.</summary>
    /// <param name="cycles">The model's nested cycles.</param>
    /// <param name="updates">Updates in all.</param>
    /// <param name="threads">Threads.</param>
    public TrainingOptions Options(NestedCyclesOptions cycles, int updates, int threads) => new()
    {
        Seed = Seed,
        Updates = updates,
        BatchSize = BatchSize,
        Supervision = new NestedSupervisionOptions(cycles)
        {
            SegmentsPerExample = Architecture.HaltMaximumSteps, HaltExploration = Architecture.HaltExploration,
        },
        InitialHint = 0f,
        Optimiser = Optimiser,
        LearningRate = LearningRate,
        SparseTable = Architecture.PuzzleWidth > 0
            ? new SparseTableOptions(TrmRule.PuzzleTable) { LearningRate = PuzzleLearningRate, WeightDecay = PuzzleWeightDecay }
            : null,
        // The published training does not clip.
        ClipNorm = float.PositiveInfinity,
        AverageDecay = AverageDecay,
        Threads = threads,
    };
}
