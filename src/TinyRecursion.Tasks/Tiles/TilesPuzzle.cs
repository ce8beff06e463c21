namespace TinyRecursion.Tasks.Tiles;

/// <summary>A board to order.</summary>
/// <param name="Board">The board.</param>
/// <param name="Moves">Moves that order it, where they are known.</param>
/// <param name="KnownLength">The number of moves that is known, which is to be the fewest; null for none.</param>
/// <param name="Line">The line of the file, from 1; 0 for a board that was made in code.</param>
internal sealed record TilesPuzzle(TilesBoard Board, IReadOnlyList<TilesMove>? Moves = null, int? KnownLength = null, int Line = 0) : IInstance;
