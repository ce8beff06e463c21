namespace TinyRecursion.Tasks.Tiles;

/// <summary>A board to order, as a file has it.</summary>
/// <param name="Board">The board.</param>
/// <param name="Moves">Moves that order it, where the file gives them; not checked, since the file does not say the goal.</param>
/// <param name="KnownLength">The number of moves that the file gives, which is to be the fewest, or null.</param>
/// <param name="Line">The line, from 1; 0 for a board that comes from no file.</param>
public sealed record TilesPuzzle(TilesBoard Board, IReadOnlyList<TilesMove>? Moves, int? KnownLength, int Line);
