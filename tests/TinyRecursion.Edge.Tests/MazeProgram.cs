using TinyRecursion.Edge;

namespace TinyRecursion.Edge.Tests;

/// <summary>The program of mazes of at most 400 squares.</summary>
public sealed class MazeProgram() : ProgramFixture(EdgeExporter.Export(QuantisedModels.Maze, new EdgeOptions { Cells = 400 }));
