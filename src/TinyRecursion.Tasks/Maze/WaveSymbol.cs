namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// What a cell holds while the wave rule runs: the alphabet of its state. Directions are numbered as neighbours are: down,
/// left, right, up.
/// </summary>
internal enum WaveSymbol : byte
{
    /// <summary>The wave has not been here; always so on a wall.</summary>
    Blank,

    /// <summary>The wave came from the neighbour below, which is one move closer to the goal.</summary>
    Down,

    /// <summary>The wave came from the left.</summary>
    Left,

    /// <summary>The wave came from the right.</summary>
    Right,

    /// <summary>The wave came from above.</summary>
    Up,

    /// <summary>The goal, from which the wave starts.</summary>
    Goal,

    /// <summary>On the path, which goes on below.</summary>
    PathDown,

    /// <summary>On the path, which goes on to the left.</summary>
    PathLeft,

    /// <summary>On the path, which goes on to the right.</summary>
    PathRight,

    /// <summary>On the path, which goes on above.</summary>
    PathUp,

    /// <summary>The goal, which the path has reached.</summary>
    PathGoal,
}
