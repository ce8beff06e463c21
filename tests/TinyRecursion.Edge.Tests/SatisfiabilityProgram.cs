using TinyRecursion.Edge;

namespace TinyRecursion.Edge.Tests;

/// <summary>The program of formulas of at most 50 variables.</summary>
public sealed class SatisfiabilityProgram() : ProgramFixture(EdgeExporter.Export(QuantisedModels.Satisfiability, new EdgeOptions()));
