namespace TinyRecursion.Recursion.FixedPoint;

/// <summary>
/// Searches a point that a map leaves where it is. All solvers share one signature and evaluate the map once an
/// iteration, so their evaluations can be compared. Deterministic; instances keep no state between searches and are safe
/// to share between threads.
/// </summary>
/// <example>
/// <code>
/// FixedPointResult result = FixedPointSolver.Anderson().Solve((x, y) => y[0] = Math.Cos(x[0]), [1.0]);
/// // result.Solution[0] is 0.7390851332
/// </code>
/// </example>
public abstract class FixedPointSolver
{
    /// <summary>Plain iteration, <c>x ← f(x)</c>: what a loop of a rule does.</summary>
    public static FixedPointSolver Plain() => new DampedIteration(1);

    /// <summary>Damped iteration, <c>x ← x + share · (f(x) - x)</c>, which calms maps that overshoot.</summary>
    /// <param name="share">The share of each move that is made, above 0 and at most 1.</param>
    public static FixedPointSolver Damped(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return new DampedIteration(share);
    }

    /// <summary>Anderson acceleration (1965; Walker and Ni 2011): mixes the last moves so that their residual is smallest.</summary>
    /// <param name="memory">How many of the last moves are mixed, at least one.</param>
    /// <param name="share">The share of the mixed residual that is added, above 0 and at most 1.</param>
    public static FixedPointSolver Anderson(int memory = 6, double share = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return new AndersonAcceleration(memory, share);
    }

    /// <summary>Broyden's good method (1965) for <c>f(x) - x = 0</c>, the inverse Jacobian kept as updates of the identity.</summary>
    /// <param name="memory">Updates kept before it starts anew from the identity, at least one.</param>
    public static FixedPointSolver Broyden(int memory = 30)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1);
        return new BroydenMethod(memory);
    }

    /// <summary>Searches a fixed point.</summary>
    /// <param name="map">The map f: reads x and writes f(x), of the same length. It must give the same for the same argument.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="options">When to end, or null for the defaults.</param>
    /// <param name="cancellation">Ends the search between evaluations.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public FixedPointResult Solve(
        Action<ReadOnlySpan<double>, Span<double>> map, ReadOnlySpan<double> start, FixedPointOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        options ??= new FixedPointOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Tolerance);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumEvaluations, 1);
        double[] x = start.ToArray(), image = new double[x.Length], move = new double[x.Length], best = start.ToArray();
        double least = double.PositiveInfinity;
        var residuals = new List<double>();
        Step step = Begin(x.Length);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            map(x, image);
            double residual = Residual(x, image, move);
            residuals.Add(residual);
            if (!double.IsFinite(residual))
            {
                return new FixedPointResult(best, least, residuals, FixedPointEnd.Diverged);
            }

            if (residual < least)
            {
                least = residual;
                x.CopyTo(best, 0);
            }

            if (residual <= options.Tolerance || residuals.Count == options.MaximumEvaluations)
            {
                return new FixedPointResult(
                    best, least, residuals, least <= options.Tolerance ? FixedPointEnd.Converged : FixedPointEnd.GaveUp);
            }

            step(x, move);
        }
    }

    /// <summary>Moves a point.</summary>
    /// <param name="x">The point; replaced by the next one.</param>
    /// <param name="move"><c>f(x) - x</c>; not to be changed.</param>
    private protected delegate void Step(double[] x, double[] move);

    /// <summary>Starts a search in a number of dimensions.</summary>
    private protected abstract Step Begin(int dimensions);

    /// <summary>The sum of products.</summary>
    private protected static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary><c>y += factor · x</c>.</summary>
    private protected static void Add(double[] y, double factor, double[] x)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] += factor * x[i];
        }
    }

    /// <summary><c>a - b</c>.</summary>
    private protected static double[] Difference(double[] a, double[] b)
    {
        double[] result = [.. a];
        Add(result, -1, b);
        return result;
    }

    /// <summary><c>x *= factor</c>.</summary>
    private protected static void Scale(double[] x, double factor)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] *= factor;
        }
    }

    private static double Residual(double[] x, double[] image, double[] move)
    {
        for (int i = 0; i < x.Length; i++)
        {
            move[i] = image[i] - x[i];
        }

        return Math.Sqrt(Dot(move, move)) / (1 + Math.Sqrt(Dot(x, x)));
    }

    private sealed class DampedIteration(double share) : FixedPointSolver
    {
        private protected override Step Begin(int dimensions) => (x, move) => Add(x, share, move);
    }
}
