namespace TinyRecursion.Onnx.Reading.Values;

/// <summary>One element of a value that depends on the inputs: an entry of a node of the draft, or a number.</summary>
/// <param name="Node">The node; negative for a number.</param>
/// <param name="Entry">The entry, or the number's bits.</param>
internal readonly record struct Element(int Node, int Entry)
{
    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Node < 0;

    /// <summary>The number.</summary>
    public float Number => BitConverter.Int32BitsToSingle(Entry);

    /// <summary>A number.</summary>
    public static Element Of(float number) => new(-1, BitConverter.SingleToInt32Bits(number));
}
