using System.Numerics;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>Looks for a box that holds the start and that a step does not leave: by induction no state ever leaves it.</summary>
internal static class Invariant
{
    /// <summary>Steps before what grows is made larger than it is, so that the search ends.</summary>
    private const int Patience = 12;

    private const int MostSteps = 80;
    private const int MostNarrowings = 40;

    /// <summary>Finds a box.</summary>
    /// <param name="start">The states that a run starts from.</param>
    /// <param name="step">Bounds of the next states of a box.</param>
    /// <param name="widen">Makes a box larger in the entries that another goes beyond.</param>
    /// <returns>A box with start and step(box) inside, as small as repeated steps make it; null where none was found.</returns>
    public static Box<T>? Find<T>(Box<T> start, Func<Box<T>, Box<T>> step, Func<Box<T>, Box<T>, Box<T>> widen)
        where T : unmanaged, INumber<T>
    {
        Box<T> box = start;
        for (int at = 0; at < MostSteps; at++)
        {
            Box<T> next = step(box);
            if (box.Holds(next))
            {
                return Narrow(start, box, step);
            }

            if (Array.Exists(next.High.Values, T.IsPositiveInfinity))
            {
                return null;
            }

            box = at < Patience ? box.Hull(next) : widen(box, next);
        }

        return null;
    }

    private static Box<T> Narrow<T>(Box<T> start, Box<T> box, Func<Box<T>, Box<T>> step)
        where T : unmanaged, INumber<T>
    {
        for (int at = 0; at < MostNarrowings; at++)
        {
            Box<T> smaller = start.Hull(step(box)).Meet(box);
            // What is claimed is checked, whatever was expected.
            if (!smaller.Holds(start) || !smaller.Holds(step(smaller)) || smaller.Holds(box))
            {
                return box;
            }

            box = smaller;
        }

        return box;
    }
}
