using TinyRecursion.Edge;

namespace TinyRecursion.Edge.Tests;

/// <summary>The program of formulas of at most 50 variables.</summary>
public sealed class SatisfiabilityProgram : IDisposable
{
    /// <summary>Its files.</summary>
    internal EdgeProgram Files { get; } = EdgeExporter.Export(QuantisedModels.Satisfiability, new EdgeOptions());

    /// <summary>Compiled with checks for what C leaves undefined.</summary>
    internal CompiledProgram Compiled => field ??= new CompiledProgram(Files);

    /// <inheritdoc/>
    public void Dispose() => Compiled.Dispose();
}
