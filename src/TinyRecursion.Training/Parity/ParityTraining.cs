using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Training.Parity;

/// <summary>The gradients of a configuration, in vector execution as training has them.</summary>
/// <param name="model">The model.</param>
/// <param name="comparison">What is expected.</param>
internal sealed class ParityTraining(TrmModel model, ParityComparison comparison)
{
    private const string PuzzleRows = "grad.puzzle_emb.local_weights";
    private const string GradientPrefix = "grad.";

    /// <summary>Computes and compares.</summary>
    /// <param name="problems">One for each instance.</param>
    /// <param name="losses">The loss of each instance.</param>
    /// <param name="puzzles">The puzzle embedding of each instance.</param>
    /// <exception cref="FormatException">A tensor has another shape than the config makes it.</exception>
    public void Run(IReadOnlyList<Problem> problems, IReadOnlyList<TokenLoss> losses, IReadOnlyList<int> puzzles)
    {
        var gradient = new float[model.Graph.ParameterCount];
        int? puzzleTable = model.Config.PuzzleWidth == 0 ? null
            : model.Graph.Weights.ToList().FindIndex(weight => weight.Name == TrmRule.PuzzleTable);
        var puzzleRows = new List<float>();
        using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
        using var nested = new NestedGradient(weights, model.Cycles);
        using var buffer = new GradientBuffer(model.Graph, puzzleTable);
        for (int i = 0; i < problems.Count; i++)
        {
            var state = new float[problems[i].Cells * 2 * model.Config.Width];
            model.Cycles.FillStart(state, model.Config.Width);
            buffer.Clear();
            nested.Run(problems[i], state, losses[i], buffer);
            buffer.AddTo(gradient, 1f / problems.Count);
            if (puzzleTable is { } table)
            {
                puzzleRows.AddRange(buffer.CopyRow(table, puzzles[i]).Select(g => g / problems.Count));
            }
        }

        foreach ((string name, float[] values) in TrmCheckpoint.ByName(model, gradient))
        {
            CompareGradient(GradientPrefix + name, values);
        }

        CompareGradient(PuzzleRows, puzzleRows);
    }

    private void CompareGradient(string name, IReadOnlyList<float> actual) =>
        comparison.Compare(name, actual, ParityCase.GradientTolerance, relative: true);
}
