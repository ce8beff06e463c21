using TinyRecursion.Edge;

namespace TinyRecursion.Edge.Tests;

/// <summary>The program of mazes of at most 400 squares.</summary>
public sealed class MazeProgram : IDisposable
{
    /// <summary>Its files.</summary>
    internal EdgeProgram Files { get; } = EdgeExporter.Export(QuantisedModels.Maze, new EdgeOptions { Cells = 400 });

    /// <summary>Compiled with checks for what C leaves undefined.</summary>
    internal CompiledProgram Compiled => field ??= new CompiledProgram(Files);

    /// <inheritdoc/>
    public void Dispose() => Compiled.Dispose();
}
