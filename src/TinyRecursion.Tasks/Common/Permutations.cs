namespace TinyRecursion.Tasks.Common;

/// <summary>Orders of the numbers from 0.</summary>
internal static class Permutations
{
    /// <summary>A uniform order of <c>0..count-1</c>.</summary>
    public static int[] Draw(int count, ref SeededRandom random)
    {
        int[] order = Enumerable.Range(0, count).ToArray();
        for (int i = count - 1; i > 0; i--)
        {
            int j = random.NextInt32(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>Whether every number of <c>0..length-1</c> occurs once.</summary>
    public static bool IsPermutation(ReadOnlySpan<int> order)
    {
        var found = new bool[order.Length];
        foreach (int value in order)
        {
            if ((uint)value >= (uint)order.Length || found[value])
            {
                return false;
            }

            found[value] = true;
        }

        return true;
    }

    /// <summary>The order that undoes another.</summary>
    public static int[] Invert(ReadOnlySpan<int> order)
    {
        var inverse = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            inverse[order[i]] = i;
        }

        return inverse;
    }
}
