namespace TinyRecursion.Assurance.Bounds;

/// <summary>What the states of a model can be, in the numbers that the entries of a state stand for. Immutable.</summary>
public sealed class StateBounds
{
    internal StateBounds(IReadOnlyList<Box<double>> steps, Box<double>? ever, Box<double> logits, double unit, double logitUnit) =>
        (Steps, Ever, Logits, Unit, LogitUnit) = (steps, ever, logits, unit, logitUnit);

    /// <summary>Steps that were bounded.</summary>
    public int StepCount => Steps.Count - 1;

    /// <summary>Cells: those of the problem, or one that stands for every cell of every problem.</summary>
    public int Cells => Steps[0].Rows;

    /// <summary>Whether a box was found that no state ever leaves, after any number of steps, see <see cref="EntryEver"/>.</summary>
    public bool HasEver => Ever is not null;

    /// <summary>Bounds of the state before the first step, and after each.</summary>
    internal IReadOnlyList<Box<double>> Steps { get; }

    /// <summary>A box that no state ever leaves; null where none was found or one problem was asked about.</summary>
    internal Box<double>? Ever { get; }

    /// <summary>Bounds of what is read out after the last step.</summary>
    internal Box<double> Logits { get; }

    /// <summary>What boxes of states are in: 1 for floating point; <c>2^-exponent</c> of the state for integers.</summary>
    internal double Unit { get; }

    /// <summary>What bounds of logits are in.</summary>
    internal double LogitUnit { get; }

    /// <summary>The least and the greatest number that an entry of the state can be after a step; infinite where there is no bound.</summary>
    /// <param name="step">The step, from 0 for the first state to <see cref="StepCount"/>.</param>
    /// <param name="cell">The cell, below <see cref="Cells"/>.</param>
    /// <param name="column">The column of the state.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public (double Least, double Greatest) EntryAfter(int step, int cell, int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, StepCount);
        return Entry(Steps[step], cell, column);
    }

    /// <summary>The least and the greatest number that an entry of the state of any cell can ever be; null where no box was found.</summary>
    /// <param name="column">The column of the state.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public (double Least, double Greatest)? EntryEver(int column) => Ever is { } ever ? Entry(ever, 0, column) : null;

    /// <summary>The least and the greatest number of a box, in the numbers that its entries stand for.</summary>
    internal static (double Low, double High) Ends(Box<double> box, double unit) => (box.Low.Values.DefaultIfEmpty(0).Min() * unit, box.High.Values.DefaultIfEmpty(0).Max() * unit);

    /// <summary>The widest interval of a box.</summary>
    internal static double Widest(Box<double> box, double unit) => box.High.Values.Zip(box.Low.Values, (high, low) => high - low).DefaultIfEmpty(0).Max() * unit;

    /// <summary>Cells of which the bounds decide what is read out: the sign of one logit, or which of several is the largest.</summary>
    public int Decided
    {
        get
        {
            int decided = 0;
            for (int cell = 0; cell < Logits.Rows; cell++)
            {
                decided += IsDecided(cell) ? 1 : 0;
            }

            return decided;
        }
    }

    private (double Least, double Greatest) Entry(Box<double> box, int cell, int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)cell, (uint)box.Rows, nameof(cell));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)box.Columns, nameof(column));
        return (box.Low[cell, column] * Unit, box.High[cell, column] * Unit);
    }

    private bool IsDecided(int cell)
    {
        if (Logits.Columns == 1)
        {
            return Logits.Low[cell, 0] > 0 || Logits.High[cell, 0] <= 0;
        }

        for (int j = 0; j < Logits.Columns; j++)
        {
            bool leads = true;
            for (int other = 0; other < Logits.Columns; other++)
            {
                leads &= other == j || Logits.Low[cell, j] > Logits.High[cell, other];
            }

            if (leads)
            {
                return true;
            }
        }

        return false;
    }
}
