using TinyRecursion.Cli.Common;
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
    /// <exception cref="InputException">There is none, or it is of another task.</exception>
    /// <exception cref="ModelFormatException">Its rule does not fit.</exception>
    public static SatisfiabilityModel Load(FileInfo? chosen)
    {
        (Model model, string path, long bytes) = ModelOption.Load(chosen, "sat");
        using ModelRule rule = model.Open();
        SatisfiabilityRunner.RequireFit(model, rule, path);
        return new SatisfiabilityModel(model, path, bytes);
    }
}
