namespace TinyRecursion.Training.Recipes;

/// <summary>Draws an example as a token sequence. Called from several threads at once.</summary>
/// <param name="random">The only source of randomness.</param>
/// <returns>
/// The tokens that are seen, one for each place; the tokens that are right, or <see cref="Learning.TokenLoss.Ignored"/> where nothing is
/// scored; and the index of the puzzle embedding.
/// </returns>
internal delegate (int[] Inputs, int[] Labels, int Puzzle) TokenDraw(ref SeededRandom random);
