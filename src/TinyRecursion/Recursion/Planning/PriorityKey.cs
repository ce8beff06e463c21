namespace TinyRecursion.Recursion.Planning;

/// <summary>Orders states by one integer comparison.</summary>
internal static class PriorityKey
{
    /// <summary>A key that orders by a priority first and by a number second.</summary>
    /// <param name="priority">At least zero; the bits of such floats are in the order of their values.</param>
    /// <param name="second">What equal priorities are ordered by.</param>
    public static ulong Of(float priority, uint second) => ((ulong)BitConverter.SingleToUInt32Bits(priority + 0f) << 32) | second;
}
