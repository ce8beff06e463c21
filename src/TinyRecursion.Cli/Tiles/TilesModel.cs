using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Recursion.Planning;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Cli.Tiles;

/// <summary>A model of a cost-to-go, loaded and known to fit boards.</summary>
/// <param name="Model">The model.</param>
/// <param name="Path">Its file.</param>
/// <param name="Bytes">The file's size.</param>
internal sealed record TilesModel(Model Model, string Path, long Bytes)
{
    /// <summary>The card's entry that says how often the rule was applied in training.</summary>
    public const string StepsKey = "steps";

    /// <summary>How often the rule is applied where the user does not say.</summary>
    public int Steps =>
        Model.Card.TryGetValue(StepsKey, out string? text) && int.TryParse(text, out int steps) && steps is >= 1 and <= 1000 ? steps : 1;

    /// <summary>Loads the chosen model, or the shipped one.</summary>
    /// <exception cref="InputException">There is none, it is of another task, or its rule does not fit.</exception>
    public static TilesModel Load(FileInfo? chosen)
    {
        (Model model, string path, long bytes) = ModelOption.Load(chosen, "tiles");
        if (model.Graph.ReadoutWidth != 1)
        {
            throw new InputException($"{path}: does not fit sliding tiles: it reads out {model.Graph.ReadoutWidth} scores a place, expected 1");
        }

        try
        {
            // Any board has the relations and features that every board has.
            var space = new TilesSpace<ulong>(TilesBoard.MinimumSide);
            using ModelRule rule = model.Open();
            using var costToGo = new RuleCostToGo<ulong>(rule, new TilesEncoding<ulong>(space), steps: 1);
            costToGo.Estimate([space.KeyOf(TilesBoard.Ordered(space.Side, TilesGoal.BlankFirst), TilesGoal.BlankFirst)], new float[1]);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{path}: does not fit sliding tiles: {error.Message}");
        }

        return new TilesModel(model, path, bytes);
    }
}
