using TinyRecursion.Cli.Common;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Cli.Satisfiability;

/// <summary>A model whose rule fits formulas.</summary>
/// <param name="Model">The model.</param>
/// <param name="Path">Its file.</param>
/// <param name="Bytes">The file's size.</param>
internal sealed record SatisfiabilityModel(Model Model, string Path, long Bytes)
{
    /// <summary>Loads the chosen model, or the shipped one, and makes sure that its rule fits.</summary>
    /// <exception cref="InputException">There is none, it is of another task, or its rule does not fit.</exception>
    public static SatisfiabilityModel Load(FileInfo? chosen)
    {
        (Model model, string path, long bytes) = ModelOption.Load(chosen, "sat");
        if (model.Graph.ReadoutWidth != 1 || model.Cycles is not null)
        {
            throw new InputException($"{path}: does not fit formulas: expected a rule of the plain loop that reads out one score a literal");
        }

        try
        {
            // Any formula has the relations and features that every formula has.
            using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
            using var session = new FloatSession(weights);
            session.Bind(SatisfiabilityEncoding.Encode(new CnfFormula(1, [[0]]), [true]));
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{path}: does not fit formulas: {error.Message}");
        }

        return new SatisfiabilityModel(model, path, bytes);
    }
}
