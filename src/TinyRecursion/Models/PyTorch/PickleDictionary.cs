namespace TinyRecursion.Models.PyTorch;

/// <summary>A dictionary of a pickle, as a list: its order is kept, and no keys are compared.</summary>
internal sealed class PickleDictionary
{
    private List<KeyValuePair<object?, object?>>? _items;

    /// <summary>Creates an empty one.</summary>
    /// <param name="isOrdered">Whether it is an <c>OrderedDict</c>, which may have attributes.</param>
    public PickleDictionary(bool isOrdered)
    {
        IsOrdered = isOrdered;
    }

    /// <summary>Whether it is an <c>OrderedDict</c>, which may have attributes.</summary>
    public bool IsOrdered { get; }

    /// <summary>The pairs in the order in which they were added.</summary>
    public IReadOnlyList<KeyValuePair<object?, object?>> Items => _items ?? (IReadOnlyList<KeyValuePair<object?, object?>>)[];

    /// <summary>Adds keys and values, which alternate.</summary>
    public void Add(ReadOnlySpan<object?> keysAndValues)
    {
        // Empty ones are frequent (hooks of tensors), so the list comes with the first pair.
        _items ??= [];
        for (int i = 0; i < keysAndValues.Length; i += 2)
        {
            _items.Add(new(keysAndValues[i], keysAndValues[i + 1]));
        }
    }
}
