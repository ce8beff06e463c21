using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Tests;

/// <summary>The shipped model.</summary>
internal static class Shipped
{
    /// <summary>Its rule; the caller disposes it.</summary>
    public static NeuralRule Rule()
    {
        Model model = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "sudoku.safetensors"));
        return new NeuralRule(model.Graph, model.Parameters.Span);
    }
}
