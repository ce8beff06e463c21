using TinyRecursion.Edge;

namespace TinyRecursion.Edge.Tests;

/// <summary>The program of graphs of at most 20 nodes and 80 arcs.</summary>
public sealed class GraphProgram : IDisposable
{
    /// <summary>Its files.</summary>
    internal EdgeProgram Files { get; } = EdgeExporter.Export(QuantisedModels.Graphs, new EdgeOptions { Cells = 500, Groups = 20, Members = 100 });

    /// <summary>Compiled with checks for what C leaves undefined.</summary>
    internal CompiledProgram Compiled => field ??= new CompiledProgram(Files);

    /// <inheritdoc/>
    public void Dispose() => Compiled.Dispose();
}
