using TinyRecursion.Models;

namespace TinyRecursion.Tasks.Tests;

/// <summary>The shipped models.</summary>
internal static class Shipped
{
    /// <summary>That of Sudokus.</summary>
    public static Model Sudokus { get; } = Load("sudoku");

    /// <summary>That of graphs.</summary>
    public static Model Graphs { get; } = Load("graphs");

    /// <summary>That of formulas.</summary>
    public static Model Formulas { get; } = Load("sat");

    /// <summary>The rule of Sudokus; the caller disposes it.</summary>
    public static ModelRule Rule() => Sudokus.Open();

    private static Model Load(string task) => Model.Load(Path.Combine(AppContext.BaseDirectory, "models", task + ".safetensors"));
}
