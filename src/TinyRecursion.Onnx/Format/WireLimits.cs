namespace TinyRecursion.Onnx.Format;

/// <summary>What a file may make us allocate besides slices of itself: messages, of which a few bytes can say there is one.</summary>
internal sealed class WireLimits
{
    /// <summary>Messages of a file; a network with ten thousand nodes has a few ten thousand.</summary>
    public const int MostMessages = 1 << 19;

    /// <summary>Messages within each other; a tensor of a constant in a loop's body lies six deep.</summary>
    public const int MostDepth = 48;

    private int _messages;

    /// <summary>Takes one message; false where there are too many.</summary>
    public bool Take() => ++_messages <= MostMessages;
}
