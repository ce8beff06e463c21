namespace TinyRecursion.Assurance.Bounds;

/// <summary>What the states of a model can be.</summary>
/// <param name="Steps">Bounds of the state before the first step, and after each.</param>
/// <param name="Ever">A box that no state ever leaves, whatever the number of steps; null where none was found or one problem was asked about.</param>
/// <param name="Logits">Bounds of what is read out after the last step.</param>
/// <param name="Unit">What numbers are in: 1 for floating point; <c>2^-exponent</c> of the state for integers.</param>
/// <param name="LogitUnit">The same for what is read out.</param>
internal sealed record StateBounds(IReadOnlyList<Box<double>> Steps, Box<double>? Ever, Box<double> Logits, double Unit, double LogitUnit)
{
    /// <summary>The least and the greatest number of a box, in the numbers that its entries stand for.</summary>
    public static (double Low, double High) Ends(Box<double> box, double unit) => (box.Low.Values.DefaultIfEmpty(0).Min() * unit, box.High.Values.DefaultIfEmpty(0).Max() * unit);

    /// <summary>The widest interval of a box.</summary>
    public static double Widest(Box<double> box, double unit) => box.High.Values.Zip(box.Low.Values, (high, low) => high - low).DefaultIfEmpty(0).Max() * unit;

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
