namespace TinyRecursion.Models.PyTorch;

/// <summary>Words for the values of a pickle, for errors.</summary>
internal static class PickleKind
{
    /// <summary>The kind of a value, with its article.</summary>
    public static string Of(object? value) => value switch
    {
        null => "None",
        bool => "a truth value",
        long => "a whole number",
        double => "a float",
        string => "text",
        object?[] => "a tuple",
        List<object?> => "a list",
        PickleDictionary => "a dictionary",
        PickleStorage => "a storage",
        PickleTensor => "a tensor",
        _ => "a class",
    };
}
