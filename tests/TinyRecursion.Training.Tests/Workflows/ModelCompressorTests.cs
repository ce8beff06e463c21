using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Recipes;
using TinyRecursion.Training.Workflows;
using Xunit;

namespace TinyRecursion.Training.Tests.Workflows;

/// <summary>Compression of a model.</summary>
public class ModelCompressorTests
{
    private static readonly Lazy<Model> Trained = new(() => TrainingRun.Run(Plans.Copying(60), new TrainingRunOptions()).Model);

    private static CompressionInput Input => new()
    {
        Problems = [.. Enumerable.Range(1, 4).Select(seed => new CopyingSource().Create((ulong)seed, 2).Problem)],
    };

    [Fact]
    public void Without_training_it_rounds_what_is_there()
    {
        Model model = Trained.Value;
        CompressionResult result = ModelCompressor.Run(model, new CompressionOptions { Levels = 127, Steps = 8, Threads = 2 }, Input);

        Calibration calibration = Calibration.Collect(model.Graph, new WeightForm { Levels = 127 }.Apply(model.Graph, model.Parameters.Span), Input.Problems, 8);
        Assert.Equal(
            new Model("copying", model.Graph, Quantiser.Quantise(model.Graph, new WeightForm { Levels = 127 }.Apply(model.Graph, model.Parameters.Span), calibration), model.Card).Parameters.ToArray(),
            result.Model.Parameters.ToArray());
        Assert.Equal("int8, calibrated on 4 instances, 8 steps", result.Model.Card["compression"]);
        Assert.Equal(8, result.Drift.Count);
        Assert.InRange(result.Drift[0], 1e-9, 0.1);
        Assert.NotNull(result.Saturation);
        Assert.True(result.After.Bytes < result.Before.Bytes);
        Assert.Equal(model.Graph.ParameterCount, result.Before.Parameters);
        Assert.Null(result.Training);
    }

    [Fact]
    public void Training_learns_in_the_form_and_a_wider_rule_is_cut_back()
    {
        var asked = new List<RuleGraph>();
        var options = new CompressionOptions { Channels = 0.5f, Pruned = 0.5f, Distil = true, Updates = 7, LearningRate = 1e-3f, Steps = 4, Threads = 2 };
        CompressionResult result = ModelCompressor.Run(Trained.Value, options, Input with
        {
            Training = (graph, start) =>
            {
                asked.Add(graph);
                return Plans.Copying(1) with
                {
                    Graph = graph, Start = start, Export = (parameters, card) => new Model("copying", graph, parameters, card),
                };
            },
        });

        RuleGraph smaller = Assert.Single(asked);
        Assert.True(smaller.ParameterCount < Trained.Value.Graph.ParameterCount);
        Assert.True(result.Model.Graph.IsSameAs(smaller));
        Assert.Equal(7, result.Training!.Updates);
        Assert.Equal(result.Training.Parameters, result.Model.Parameters.ToArray());
        Assert.Equal(
            "50 % of the weights zero, 50 % of the channels removed, distilled, 7 updates at 0.001, seed 1", result.Model.Card["compression"]);
        Assert.Equal("copying", result.Model.Card["compression.data"]);
        Assert.Contains("warmUp=7", result.Training.Model.Card["options"], StringComparison.Ordinal);
        Assert.Contains("pruned=0.5; teacher=", result.Training.Model.Card["options"], StringComparison.Ordinal);
        Assert.Null(result.Saturation);
        Assert.True(result.After.NotZero < 0.75 * result.After.Parameters);
    }

    [Fact]
    public void Refusals_say_why()
    {
        Model model = Trained.Value, integer = ModelCompressor.Run(model, new CompressionOptions { Levels = 7, Steps = 2 }, Input).Model;
        TrmModel nested = TrmInitialisation.Draw(
            new TrmConfig
            {
                SequenceLength = 6, VocabularySize = 5, PuzzleCount = 1, HighCycles = 1, LowCycles = 1, Layers = 1, Width = 16, Expansion = 2,
                Heads = 2, Positions = TrmPositions.Learned, HaltMaximumSteps = 4,
            }, 1);
        var int8 = new CompressionOptions { Levels = 127 };

        Assert.StartsWith("The model runs in integers already", Refusal(integer, int8), StringComparison.Ordinal);
        Assert.Equal("Models of nested cycles cannot be compressed.", Refusal(nested.ToModel("any", new Dictionary<string, string>()), int8));
        Assert.StartsWith("Nothing to do", Refusal(model, new CompressionOptions { Updates = 5 }), StringComparison.Ordinal);
        Assert.StartsWith("Distillation is training", Refusal(model, new CompressionOptions { Distil = true }), StringComparison.Ordinal);
        Assert.StartsWith("A stride above 1", Refusal(model, int8 with { Stride = 2 }), StringComparison.Ordinal);
        Assert.Contains("not trained on examples", Refusal(model, int8 with { Updates = 5 }), StringComparison.Ordinal);
        Assert.Equal("There is no problem to calibrate on.", Refusal(model, int8, Input with { Problems = [] }));
        Problem empty = new(new Topology(0, new GroupRelation("pair", 0, [])), 1, []);
        Assert.StartsWith("Of 1 problems", Refusal(model, int8, Input with { Problems = [empty] }), StringComparison.Ordinal);

        static string Refusal(Model model, CompressionOptions options, CompressionInput? input = null) =>
            Assert.Throws<ArgumentException>(() => ModelCompressor.Run(model, options, input ?? Input)).Message;
    }
}
