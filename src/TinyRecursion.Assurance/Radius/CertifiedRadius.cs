using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;

namespace TinyRecursion.Assurance.Radius;

/// <summary>
/// The largest radius, on a grid, within which all weights of a rule may move without a change of its table: at every point the right symbol leads every
/// other by a bound above zero. Deterministic; threads change the speed alone.
/// </summary>
internal sealed class CertifiedRadius
{
    /// <summary>Steps of the grid in one.</summary>
    private const int Grid = 1 << 24;

    /// <summary>Parts that the domain is cut into.</summary>
    private const int Parts = 64;

    private readonly Model _model;
    private readonly FiniteMachine _specification;
    private readonly int[] _symbolsOfLogits;

    /// <summary>Prepares a rule.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="specification">Its table.</param>
    public CertifiedRadius(Model model, FiniteMachine specification)
    {
        LocalSupport.Require(model.Graph);
        (_model, _specification) = (model, specification);
        using var rule = new Execution.Float.NeuralRule(model.Graph, model.Parameters.Span);
        Readout = new LocalRunner(rule, specification.Shape).LogitsOfSymbols();
        _symbolsOfLogits = [.. Enumerable.Range(0, specification.Shape.Symbols)];
    }

    /// <summary>The logits that are read out of each symbol, symbols × readout width.</summary>
    public float[] Readout { get; }

    /// <summary>Finds the radius and the point that allows no larger one; points beyond the domain are symbols that are read out.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public (double Radius, long Point) Find(int threads, CancellationToken cancellation)
    {
        FiniteShape shape = _specification.Shape;
        // A first guess, of few points, that most others pass at once.
        LeadBound first = Cell();
        (int Steps, long Point) start = (Grid, 0);
        long stride = Math.Max(1, shape.Size / 256);
        for (long point = 0; point < shape.Size; point += stride)
        {
            start = Lower(start, point, steps => LeadAt(first, point, steps));
        }

        foreach (int symbol in _symbolsOfLogits)
        {
            start = Lower(start, shape.Size + symbol, steps => LeadOfReadout(first, symbol, steps));
        }

        var found = new (int Steps, long Point)[Parts];
        int next = -1;
        Workers.Run(Math.Min(threads, Parts), () =>
        {
            LeadBound cell = Cell();
            for (int part = Interlocked.Increment(ref next); part < Parts; part = Interlocked.Increment(ref next))
            {
                (long from, long to) = (shape.Size * part / Parts, shape.Size * (part + 1) / Parts);
                (int Steps, long Point) own = start;
                for (long point = from; point < to; point++)
                {
                    if ((point & 255) == 0)
                    {
                        cancellation.ThrowIfCancellationRequested();
                    }

                    own = Lower(own, point, steps => LeadAt(cell, point, steps));
                }

                found[part] = own;
            }
        });
        (int least, long where) = found.Min();
        return ((double)least / Grid, where);
    }

    /// <summary>The points of the table with the smallest leads at a radius, the smallest first, each with its rival.</summary>
    /// <param name="rho">The radius.</param>
    /// <param name="count">How many, at most.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Ends it.</param>
    public (double Lead, long Point)[] Nearest(double rho, int count, int threads, CancellationToken cancellation)
    {
        FiniteShape shape = _specification.Shape;
        var found = new (double Lead, long Point)[Parts][];
        int next = -1;
        Workers.Run(Math.Min(threads, Parts), () =>
        {
            LeadBound cell = Cell();
            for (int part = Interlocked.Increment(ref next); part < Parts; part = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                (long from, long to) = (shape.Size * part / Parts, shape.Size * (part + 1) / Parts);
                var leads = new (double, long)[to - from];
                for (long point = from; point < to; point++)
                {
                    leads[point - from] = (LeadAt(cell, point, rho), point);
                }

                Array.Sort(leads);
                found[part] = leads[..Math.Min(count, leads.Length)];
            }
        });
        return [.. found.SelectMany(part => part).Order().Take(count)];
    }

    /// <summary>A cell of the rule.</summary>
    public LeadBound Cell() => new(new CellRanges(_model.Graph, _model.Parameters.Span, _specification.Shape));

    /// <summary>The least that the right symbol leads every other by, over the blocks of a point.</summary>
    public double LeadAt(LeadBound cell, long point, double rho)
    {
        cell.Cell.Forward(point, rho);
        double least = double.PositiveInfinity;
        foreach ((int right, int rival) in Pairs(_specification.Table[(int)point]))
        {
            least = Math.Min(least, cell.Lead(cell.Cell.Logits, right, rival));
        }

        return least;
    }

    /// <summary>For each block of a symbol, the entry that must lead, or -1 for zero, and each that it must lead.</summary>
    public IEnumerable<(int Right, int Rival)> Pairs(int symbol)
    {
        FiniteShape shape = _specification.Shape;
        for (int block = shape.Blocks - 1; block >= 0; block--)
        {
            (symbol, int digit) = Math.DivRem(symbol, shape.BlockWidth + 1);
            int at = block * shape.BlockWidth, right = digit == 0 ? -1 : at + digit - 1;
            for (int rival = -1; rival < shape.BlockWidth; rival++)
            {
                int other = rival < 0 ? -1 : at + rival;
                if (other != right)
                {
                    yield return (right, other);
                }
            }
        }
    }

    private double LeadAt(LeadBound cell, long point, int steps) => LeadAt(cell, point, (double)steps / Grid);

    /// <summary>The least that a logit of a symbol keeps its sign by, or where there are several, that the largest leads the others by.</summary>
    private double LeadOfReadout(LeadBound cell, int symbol, int steps)
    {
        int width = _model.Graph.ReadoutWidth, head = _model.Graph.Readout;
        ReadOnlySpan<float> logits = Readout.AsSpan(symbol * width, width);
        cell.Cell.ForwardHead(head, symbol, (double)steps / Grid);
        if (width == 1)
        {
            return logits[0] > 0 ? cell.Lead(head, 0, -1) : cell.Lead(head, -1, 0);
        }

        int largest = 0;
        for (int j = 1; j < width; j++)
        {
            largest = logits[j] > logits[largest] ? j : largest;
        }

        double least = double.PositiveInfinity;
        for (int j = 0; j < width; j++)
        {
            least = j == largest ? least : Math.Min(least, cell.Lead(head, largest, j));
        }

        return least;
    }

    /// <summary>Lowers a radius to what a point allows.</summary>
    private static (int Steps, long Point) Lower((int Steps, long Point) radius, long point, Func<int, double> lead)
    {
        if (lead(radius.Steps) > 0)
        {
            return radius;
        }

        (int passes, int fails) = (0, radius.Steps);
        while (fails - passes > 1)
        {
            int middle = passes + ((fails - passes) / 2);
            (passes, fails) = lead(middle) > 0 ? (middle, fails) : (passes, middle);
        }

        return (passes, point);
    }
}
