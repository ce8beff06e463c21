using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Bounds of <see cref="IntegerTables.Exp"/> over intervals. The table falls, but for steps of one unit up where its two factors round differently; so the least
/// is that of all smaller arguments, the greatest that of all larger ones.
/// </summary>
internal static class ExponentialEnvelope
{
    private static readonly short[] Least = Make(least: true);
    private static readonly short[] Most = Make(least: false);

    /// <summary>The least and the greatest exponential of an interval of arguments, within a unit.</summary>
    /// <param name="low">The least argument, from 0.</param>
    /// <param name="high">The greatest.</param>
    public static (int Low, int High) Range(int low, int high) => (Least[Math.Min(high, Least.Length - 1)], Most[Math.Min(low, Most.Length - 1)]);

    private static short[] Make(bool least)
    {
        // From there on all are zero.
        int end = IntegerTables.ExpWholes.Length << IntegerTables.ExpFraction;
        short[] envelope = [.. Enumerable.Range(0, end + 1).Select(IntegerTables.Exp)];
        for (int i = 1; i < envelope.Length; i++)
        {
            int at = least ? i : envelope.Length - 1 - i;
            envelope[at] = least ? Math.Min(envelope[at], envelope[at - 1]) : Math.Max(envelope[at], envelope[at + 1]);
        }

        return envelope;
    }
}
