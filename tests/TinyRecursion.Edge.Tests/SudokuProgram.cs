using TinyRecursion.Edge;

namespace TinyRecursion.Edge.Tests;

/// <summary>The program of Sudokus, compiled once for all tests of a class.</summary>
public sealed class SudokuProgram : IDisposable
{
    /// <summary>Its files.</summary>
    internal EdgeProgram Files { get; } = EdgeExporter.Export(QuantisedModels.Sudoku, new EdgeOptions());

    /// <summary>Compiled with checks for what C leaves undefined.</summary>
    internal CompiledProgram Compiled => field ??= new CompiledProgram(Files);

    /// <inheritdoc/>
    public void Dispose() => Compiled.Dispose();
}
