namespace TinyRecursion.Models.PyTorch;

/// <summary>What a pickle may make by calling something: data, described by the few classes of the list.</summary>
internal static class PickleCalls
{
    /// <summary>More letters than any storage's key has; PyTorch counts them from 0.</summary>
    private const int MaximumKey = 64;

    /// <summary>Makes what a class of the list makes of its arguments.</summary>
    public static object? Call(object? called, object? argument, PickleCursor cursor)
    {
        if (called is not PickleClass known || argument is not object?[] arguments)
        {
            throw cursor.Error($"expected a class and a tuple, found {PickleKind.Of(called)} and {PickleKind.Of(argument)}");
        }

        return (known.Role, arguments) switch
        {
            (PickleRole.OrderedDictionary, []) => new PickleDictionary(isOrdered: true),
            (PickleRole.Size, [object?[] size]) => size,
            (PickleRole.Parameter, [PickleTensor tensor, bool, PickleDictionary]) => tensor,
            (PickleRole.Tensor, [
                PickleStorage { Type: { } type } storage, long offset, object?[] shape, object?[] strides,
                bool, PickleDictionary, .. var more]) when IsPlain(more) =>
                new PickleTensor(storage, type, offset, shape, strides),
            (PickleRole.TensorOfBytes, [
                PickleStorage { Type: null } storage, long offset, object?[] shape, object?[] strides,
                bool, PickleDictionary, PickleClass { Role: PickleRole.ElementType, Type: { } type }, .. var more]) when IsPlain(more) =>
                new PickleTensor(storage, type, offset, shape, strides),
            _ => throw cursor.Error(
                $"expected the arguments that PyTorch writes for '{known.Role}', found ({Kinds(arguments)})"),
        };
    }

    /// <summary>Makes the storage that a persistent id stands for.</summary>
    public static PickleStorage Storage(object? id, PickleCursor cursor) =>
        id is object?[] and ["storage", PickleClass { Role: PickleRole.Storage } kind, string { Length: <= MaximumKey } key, string, long count]
            ? new PickleStorage(key, kind.Type, count)
            : throw cursor.Error(
                "expected a persistent id ('storage', class, key, device, count), found "
                + (id is object?[] parts ? $"({Kinds(parts)})" : PickleKind.Of(id)));

    /// <summary>Checks the attributes of a dictionary, which are not needed.</summary>
    public static void SetAttributes(object? target, object? attributes, PickleCursor cursor)
    {
        bool isMetadata = target is PickleDictionary { IsOrdered: true }
            && attributes is PickleDictionary { Items: [{ Key: "_metadata" }] };
        if (!isMetadata)
        {
            throw cursor.Error(
                $"expected an OrderedDict and its attribute '_metadata', found {PickleKind.Of(target)} and {PickleKind.Of(attributes)}");
        }
    }

    /// <summary>No metadata: it would change what the elements mean (conjugated or negated ones).</summary>
    private static bool IsPlain(object?[] more) => more is [] or [null] or [PickleDictionary { Items.Count: 0 }];

    private static string Kinds(object?[] values)
    {
        const int Shown = 10;
        string kinds = string.Join(", ", values.Take(Shown).Select(PickleKind.Of));
        return values.Length <= Shown ? kinds : kinds + ", …";
    }
}
