namespace TinyRecursion.Tasks.Maze;

/// <summary>Receives the marks that are read out after a step, whenever they have changed.</summary>
/// <param name="step">The step, from 1.</param>
/// <param name="marked">For each cell whether it is marked; valid during the call.</param>
public delegate void MazeStepHandler(int step, ReadOnlySpan<bool> marked);
