using TinyRecursion.Edge;

namespace TinyRecursion.Edge.Tests;

/// <summary>The program of Sudokus.</summary>
public sealed class SudokuProgram() : ProgramFixture(EdgeExporter.Export(QuantisedModels.Sudoku, new EdgeOptions()));
