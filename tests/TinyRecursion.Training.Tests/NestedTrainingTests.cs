using TinyRecursion.Learning;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Optimisation;
using TinyRecursion.Training.Recipes;
using TinyRecursion.Training.Supervision;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>Published training: carried batch, halting, sparse puzzle embeddings; the same bytes whatever interrupts it.</summary>
public sealed class NestedTrainingTests : IDisposable
{
    private static readonly TrmRecipe Recipe = new()
    {
        Task = "sudoku",
        Architecture = new TrmConfig
        {
            SequenceLength = 6, VocabularySize = 5, PuzzleCount = 3, PuzzleWidth = 16, PuzzleSlots = 1, HighCycles = 2, LowCycles = 1,
            Layers = 1, Width = 16, Expansion = 2, Heads = 2, Positions = TrmPositions.Learned, HaltMaximumSteps = 4, HaltExploration = 0.2f,
        },
        BatchSize = 24,
        LearningRate = new LearningRateOptions { Peak = 3e-3f, WarmUp = 5, Floor = 1f },
        Optimiser = new AdamAtan2Options { WeightDecay = 0.01f, Beta2 = 0.95f },
        Seed = 4,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("nested").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_rule_learns_to_shift_tokens_by_what_its_puzzle_says_and_to_halt()
    {
        using Trainer trainer = Start(threads: 2, updates: 600);
        TrainingProgress first = trainer.Step(), last = first;
        double solved = 0;
        for (int i = 1; i < 600; i++)
        {
            last = trainer.Step();
            solved += i >= 550 ? last.Solved / 50 : 0;
        }

        Assert.True(last.Loss < 0.2 * first.Loss, $"the loss went from {first.Loss} to {last.Loss}");
        Assert.True(solved > 0.9, $"{solved:P0} solved");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_resumed_run_ends_with_the_same_bytes_on_any_number_of_threads(int threads)
    {
        using Trainer whole = Start(threads: 2, updates: 12);
        Run(whole, 12);
        string checkpoint = Path.Combine(_folder, "checkpoint.safetensors");
        using (Trainer first = Start(threads, updates: 12))
        {
            Run(first, 5);
            TrainingCheckpoint.Save(first, checkpoint);
            Run(first, 2);
        }

        using Trainer second = Start(threads, updates: 12);
        TrainingCheckpoint.Load(second, checkpoint);
        Run(second, 7);

        Assert.Equal(whole.Parameters, second.Parameters);
        Assert.Equal(whole.Average.Values, second.Average.Values);
    }

    [Fact]
    public void Puzzle_embeddings_move_by_their_learning_rate_where_they_were_looked_up()
    {
        using Trainer trainer = Start(threads: 1, updates: 10, batch: 1);
        WeightShape table = trainer.Graph.Weights.Single(weight => weight.Name == TrmRule.PuzzleTable);
        trainer.Step();
        float[] values = trainer.Parameters[table.Offset..(table.Offset + table.Count)];

        // One of three rows, by the first update's share of the learning rate.
        float moved = Recipe.PuzzleLearningRate / Recipe.LearningRate.WarmUp;
        Assert.Equal(table.Columns, values.Count(value => MathF.Abs(MathF.Abs(value) - moved) < 1e-6f));
        Assert.Equal(2 * table.Columns, values.Count(value => value == 0f));
        Assert.Equal(values, trainer.Average.Values[table.Offset..(table.Offset + table.Count)]);
    }

    [Fact]
    public void A_sparse_table_that_the_rule_lacks_is_refused()
    {
        TrmModel model = TrmInitialisation.Draw(Recipe.Architecture, 1);
        TrainingOptions options = Recipe.Options(model.Cycles, 1, 1);

        Assert.Throws<ArgumentException>(
            () => new Trainer(model.Graph, new ShiftingSource(), options with { SparseTable = new SparseTableOptions("nowhere") }, model.Parameters.ToArray()));
        Assert.Throws<ArgumentException>(
            () => new Trainer(model.Graph, new ShiftingSource(), options with { SparseTable = new SparseTableOptions("head.tokens.weight") }, model.Parameters.ToArray()));
    }

    private static Trainer Start(int threads, int updates, int? batch = null)
    {
        TrmModel model = TrmInitialisation.Draw(Recipe.Architecture, 1);
        TrainingOptions options = (Recipe with { BatchSize = batch ?? Recipe.BatchSize }).Options(model.Cycles, updates, threads);
        return new Trainer(model.Graph, new ShiftingSource(), options, model.Parameters.ToArray());
    }

    private static void Run(Trainer trainer, int updates)
    {
        for (int i = 0; i < updates; i++)
        {
            trainer.Step();
        }
    }

    /// <summary>Each token is to become the next one, the one after it, or itself, as the puzzle's number says.</summary>
    private sealed class ShiftingSource : ITrainingSource
    {
        public string Identity => "shifting";

        public int MaximumHint => 0;

        public TrainingExample Create(ulong seed, int hint)
        {
            var random = new SeededRandom(seed);
            int puzzle = random.NextInt32(3);
            var tokens = new int[6];
            foreach (ref int token in tokens.AsSpan())
            {
                token = random.NextInt32(5);
            }

            Problem problem = TrmProblem.Encode(Recipe.Architecture, tokens, puzzle);
            return new TrainingExample(
                problem, new TokenLoss(Recipe.Architecture.PuzzleSlots, Array.ConvertAll(tokens, token => (token + puzzle) % 5)));
        }
    }
}
