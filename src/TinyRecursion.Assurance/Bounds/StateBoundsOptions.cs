using TinyRecursion.Problems;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>What is asked about the states of a model.</summary>
public sealed record StateBoundsOptions
{
    /// <summary>Steps, at least one.</summary>
    public int Steps { get; init; } = 8;

    /// <summary>How far from zero entries of the first state may be, from 0.</summary>
    public double Start { get; init; }

    /// <summary>The problem, or null for every problem.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Where no problem is given, the most groups of a relation that a cell is in, at least one.</summary>
    public int Groups { get; init; } = 32;

    /// <summary>Where no problem is given, the most members of a group, at least one.</summary>
    public int Members { get; init; } = 1024;

    /// <summary>On a problem, the most noise symbols of a value, at least 2: more make bounds narrower and slower.</summary>
    public int Symbols { get; init; } = FloatZonotopes.DefaultLimit;

    /// <summary>Which problems are all, where none is given.</summary>
    internal AnyProblem Any => new(Groups, Members);

    /// <summary>Refuses numbers that are out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is.</exception>
    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Groups, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Members, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Symbols, 2);
        if (!(Start >= 0 && Start <= float.MaxValue))
        {
            throw new ArgumentOutOfRangeException(nameof(Start), Start, "The first state is no finite distance from zero.");
        }
    }
}
