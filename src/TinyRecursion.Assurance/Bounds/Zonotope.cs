using TinyRecursion.Execution;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Affine forms of a value's entries (de Figueiredo and Stolfi 2004, doi 10.1023/B:NUMA.0000049462.70970.b6): each is a centre, plus factors times noise symbols in [-1, 1] that are shared
/// between entries, values and steps, plus noise of its own. What values have in common thus cancels where they meet again.
/// </summary>
/// <remarks>
/// Mutable while an operation makes it, then left alone. Numbers are in double precision; every operation adds to the own noise what that may round, as a share of all that is added up.
/// </remarks>
internal sealed class Zonotope
{
    /// <summary>What double precision may lose, relative to the sizes of all terms of a sum.</summary>
    public const double Loss = 1e-12;

    private readonly SortedDictionary<int, double[]> _factors = [];

    /// <summary>A value of zeros without noise.</summary>
    public Zonotope(int rows, int columns)
    {
        (Rows, Columns) = (rows, columns);
        (Centres, Noise) = (new double[rows * columns], new double[rows * columns]);
    }

    /// <summary>Rows of the value.</summary>
    public int Rows { get; }

    /// <summary>Columns of the value.</summary>
    public int Columns { get; }

    /// <summary>Entries of the value.</summary>
    public int Count => Centres.Length;

    /// <summary>The centre of each entry.</summary>
    public double[] Centres { get; }

    /// <summary>The size of each entry's own noise, from 0.</summary>
    public double[] Noise { get; }

    /// <summary>The symbols with a factor for each entry, in the order of their numbers.</summary>
    public IReadOnlyDictionary<int, double[]> Factors => _factors;

    /// <summary>A box, every entry with noise of its own.</summary>
    public static Zonotope Of(Box<double> box)
    {
        var made = new Zonotope(box.Rows, box.Columns);
        for (int i = 0; i < made.Count; i++)
        {
            made.SetBox(i, box.Low.Values[i], box.High.Values[i]);
        }

        return made;
    }

    /// <summary>The inputs of a node that no later node reads, the next state and heads aside.</summary>
    public static IEnumerable<int> LastReadBy(RuleGraph graph, int node) => graph.Nodes[node].Inputs.Distinct().Where(input =>
        input != graph.NextState && !Enumerable.Range(node + 1, graph.Nodes.Count - node - 1).Any(later => graph.Nodes[later].Inputs.Contains(input)));

    /// <summary>The factors of a symbol, zeros where it is new.</summary>
    public double[] FactorsOf(int symbol)
    {
        if (!_factors.TryGetValue(symbol, out double[]? factors))
        {
            _factors.Add(symbol, factors = new double[Count]);
        }

        return factors;
    }

    /// <summary>Makes an entry a box of its own.</summary>
    public void SetBox(int entry, double low, double high)
    {
        Centres[entry] = double.IsFinite(low) && double.IsFinite(high) ? low + ((high - low) / 2) : 0;
        Noise[entry] = double.IsFinite(low) && double.IsFinite(high)
            ? (Math.Max(high - Centres[entry], Centres[entry] - low) * (1 + Loss)) + (low == high ? 0 : Loss * Math.Abs(Centres[entry]))
            : double.PositiveInfinity;
        foreach (double[] factors in _factors.Values)
        {
            factors[entry] = 0;
        }
    }

    /// <summary>The size of each entry around its centre, own noise included.</summary>
    public double[] Radii()
    {
        double[] radii = [.. Noise];
        foreach (double[] factors in _factors.Values)
        {
            for (int i = 0; i < radii.Length; i++)
            {
                radii[i] += Math.Abs(factors[i]);
            }
        }

        return radii;
    }

    /// <summary>Bounds of each entry.</summary>
    public Box<double> Bounds()
    {
        double[] radii = Radii();
        var box = new Box<double>(new Matrix<double>(Rows, Columns), new Matrix<double>(Rows, Columns));
        for (int i = 0; i < radii.Length; i++)
        {
            double room = radii[i] + (Loss * (radii[i] + Math.Abs(Centres[i])));
            (box.Low.Values[i], box.High.Values[i]) = double.IsFinite(room) ? (Centres[i] - room, Centres[i] + room) : (double.NegativeInfinity, double.PositiveInfinity);
        }

        return box;
    }

    /// <summary>
    /// Merges the smallest symbols into noise until at most half of the limit are left, then makes the largest noises symbols of their own, so that what follows
    /// knows where they come from.
    /// </summary>
    public void Renew(NoiseSymbols symbols)
    {
        int limit = symbols.LimitFor(Count);
        Reduce(limit / 2);
        int[] largest = [.. Enumerable.Range(0, Count).Where(i => Noise[i] > 0 && double.IsFinite(Noise[i])).OrderByDescending(i => Noise[i]).ThenBy(i => i).Take(limit - _factors.Count)];
        foreach (int entry in largest)
        {
            FactorsOf(symbols.Fresh())[entry] = Noise[entry];
            Noise[entry] = 0;
        }
    }

    /// <summary>Merges the symbols with the smallest factors into noise until at most some are left.</summary>
    public void Reduce(int most)
    {
        if (_factors.Count <= most)
        {
            return;
        }

        int[] smallest = [.. _factors.Select(pair => (Size: pair.Value.Sum(Math.Abs), pair.Key)).Order().Take(_factors.Count - most).Select(pair => pair.Key)];
        foreach (int symbol in smallest)
        {
            double[] factors = _factors[symbol];
            for (int i = 0; i < factors.Length; i++)
            {
                Noise[i] += Math.Abs(factors[i]);
            }

            _factors.Remove(symbol);
        }
    }

    /// <summary>Makes each entry that an interval bounds better a box of its own, and each that has no bound one without.</summary>
    public void Meet(Box<double> box)
    {
        double[] radii = Radii();
        for (int i = 0; i < radii.Length; i++)
        {
            double width = (box.High.Values[i] - box.Low.Values[i]) / 2;
            if (!(radii[i] <= width * (1 + (1.0 / 16))) && !(radii[i] == 0))
            {
                SetBox(i, box.Low.Values[i], box.High.Values[i]);
            }
        }
    }
}
