using TinyRecursion.Edge;

namespace TinyRecursion.Edge.Tests;

/// <summary>The program of graphs of at most 20 nodes and 80 arcs.</summary>
public sealed class GraphProgram() : ProgramFixture(EdgeExporter.Export(QuantisedModels.Graphs, new EdgeOptions { Cells = 500, Groups = 20, Members = 100 }));
