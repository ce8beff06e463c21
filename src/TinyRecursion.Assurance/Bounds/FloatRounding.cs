using TinyRecursion.Execution;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// How far what runs in 32-bit floating point can be from exact arithmetic (Higham, Accuracy and Stability of Numerical Algorithms, 2002, chapters
/// 2 to 4): a sum of n products in any order, fused or not, is off by at most γ_n Σ|w||x| with γ_n = n u / (1 - n u), u = 2^-24, and by
/// 2^-149 more for each operation that may underflow.
/// </summary>
/// <remarks>
/// Bounds are worked out in double precision, whose own rounding of the same sums is 2^29 times smaller; every γ is made larger by 2^-20 of
/// itself, which is more than that. An entry that may leave the range of 32-bit numbers has no bound.
/// </remarks>
internal static class FloatRounding
{
    /// <summary>Twice the most that an underflow changes a result by.</summary>
    public const double Least = 1.401298464324817e-45;

    /// <summary>
    /// How far, relatively, the exponential function of the kernels (<see cref="Execution.Float.RowKernels.Exp"/>) is from the true one within its range,
    /// at most; found by trying all 32-bit numbers, which a test repeats on some.
    /// </summary>
    public const double Exponential = 1.0 / (1 << 22);

    /// <summary>The same of <c>x · sigmoid(x)</c>: the exponential, three more roundings, and room.</summary>
    public const double Silu = 1.0 / (1 << 21);

    /// <summary>The least argument of the kernels' exponential function; below it they take it for this one.</summary>
    public const double LeastExponent = -87;

    /// <summary>A little more than the exponential of <see cref="LeastExponent"/>.</summary>
    public const double LeastExponential = 1.7e-38;

    private const double Unit = 1.0 / (1 << 24);
    private const double Room = 1 + (1.0 / (1 << 20));

    /// <summary>γ of a number of roundings; infinite where there are so many that nothing can be said.</summary>
    public static double Gamma(double roundings) => roundings * Unit < 0.5 ? Room * roundings * Unit / (1 - (roundings * Unit)) : double.PositiveInfinity;

    /// <summary>The most that a sum is off by.</summary>
    /// <param name="roundings">Operations that it is made with, at most.</param>
    /// <param name="size">Σ|w||x|.</param>
    public static double OfSum(double roundings, double size) => (Gamma(roundings) * size) + (roundings * Least);

    /// <summary>Widens an interval by an error; without bound where it may leave the range of 32-bit numbers.</summary>
    public static (double Low, double High) Widen(double low, double high, double error) => Bound(low - error, high + error);

    /// <summary>An interval, or all numbers where it leaves the range of 32-bit numbers.</summary>
    public static (double Low, double High) Bound(double low, double high) =>
        low >= -float.MaxValue && high <= float.MaxValue ? (low, high) : (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>A box whose entries that leave the range of 32-bit numbers have no bound.</summary>
    public static Box<double> Bound(Box<double> box)
    {
        var bound = new Box<double>(new Matrix<double>(box.Rows, box.Columns), new Matrix<double>(box.Rows, box.Columns));
        for (int i = 0; i < bound.Low.Values.Length; i++)
        {
            (bound.Low.Values[i], bound.High.Values[i]) = Bound(box.Low.Values[i], box.High.Values[i]);
        }

        return bound;
    }
}
