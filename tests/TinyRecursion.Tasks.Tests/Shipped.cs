using TinyRecursion.Execution.Float;
using TinyRecursion.Models;

namespace TinyRecursion.Tasks.Tests;

/// <summary>The shipped models.</summary>
internal static class Shipped
{
    /// <summary>That of graphs.</summary>
    public static Model Graphs { get; } = Load("graphs");

    /// <summary>That of formulas.</summary>
    public static Model Formulas { get; } = Load("sat");

    /// <summary>The rule of Sudokus; the caller disposes it.</summary>
    public static NeuralRule Rule()
    {
        Model model = Load("sudoku");
        return new NeuralRule(model.Graph, model.Parameters.Span);
    }

    private static Model Load(string task) => Model.Load(Path.Combine(AppContext.BaseDirectory, "models", task + ".safetensors"));
}
