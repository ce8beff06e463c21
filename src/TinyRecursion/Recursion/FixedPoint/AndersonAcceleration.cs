namespace TinyRecursion.Recursion.FixedPoint;

/// <summary>See <see cref="FixedPointSolver.Anderson"/>.</summary>
/// <remarks>
/// The least-squares problem is solved by orthogonalising the last changes of the move, newest first, twice each
/// (Daniel et al. 1976); a change that the newer ones already explain is dropped, so that ill-conditioned maps do not
/// blow the mixture up.
/// </remarks>
internal sealed class AndersonAcceleration(int memory, double share) : FixedPointSolver
{
    /// <summary>A change of which less than this is left, relative to its length, says nothing new.</summary>
    private const double Dependent = 1e-10;

    private protected override Step Begin(int dimensions)
    {
        var changes = new List<(double[] Point, double[] Move)>();
        double[]? lastPoint = null, lastMove = null;
        return (x, move) =>
        {
            if (lastPoint is not null)
            {
                changes.Insert(0, (Difference(x, lastPoint), Difference(move, lastMove!)));
                if (changes.Count > memory)
                {
                    changes.RemoveAt(memory);
                }
            }

            (lastPoint, lastMove) = ([.. x], [.. move]);
            Mix(changes, x, move);
        };
    }

    private void Mix(List<(double[] Point, double[] Move)> changes, double[] x, double[] move)
    {
        // Directions in which the move is known to change, with the steps in x that change it so.
        var directions = new List<(double[] Move, double[] Point)>();
        double[] rest = [.. move];
        double[] correction = new double[x.Length];
        foreach ((double[] point, double[] change) in changes)
        {
            double[] direction = [.. change], along = [.. point];
            double length = Math.Sqrt(Dot(change, change));
            for (int pass = 0; pass < 2; pass++)
            {
                foreach ((double[] known, double[] knownPoint) in directions)
                {
                    double part = Dot(direction, known);
                    Add(direction, -part, known);
                    Add(along, -part, knownPoint);
                }
            }

            double left = Math.Sqrt(Dot(direction, direction));
            if (left <= Dependent * length || left == 0)
            {
                continue;
            }

            Scale(direction, 1 / left);
            Scale(along, 1 / left);
            directions.Add((direction, along));
            double explained = Dot(rest, direction);
            Add(rest, -explained, direction);
            Add(correction, -explained, along);
        }

        Add(x, 1, correction);
        Add(x, share, rest);
    }
}
