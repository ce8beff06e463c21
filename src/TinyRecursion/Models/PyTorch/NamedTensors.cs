using System.Globalization;

namespace TinyRecursion.Models.PyTorch;

/// <summary>Finds the tensors of a dictionary and of those within it, and gives them dotted names.</summary>
internal sealed class NamedTensors
{
    private const int MaximumDepth = 64;

    /// <summary>How many times a pickle's length its entries and names may come to.</summary>
    private const int Factor = 16;

    /// <summary>What entries and names may come to in even the smallest pickle.</summary>
    private const int Least = 1 << 16;

    private readonly List<(string Name, PickleTensor Tensor)> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly string _source;
    private long _left;

    private NamedTensors(string source, long left)
    {
        (_source, _left) = (source, left);
    }

    /// <summary>Collects the tensors in their order.</summary>
    /// <param name="root">The dictionary.</param>
    /// <param name="pickleLength">The bytes of its pickle, to which the work is kept in proportion.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <exception cref="ModelFormatException">A name occurs twice or is empty, or dictionaries go too deep.</exception>
    public static List<(string Name, PickleTensor Tensor)> Collect(PickleDictionary root, int pickleLength, string source)
    {
        var found = new NamedTensors(source, ((long)pickleLength * Factor) + Least);
        found.Visit(root, prefix: string.Empty, depth: 1);
        return found._tensors;
    }

    private void Visit(PickleDictionary dictionary, string prefix, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw Error(prefix, $"expected at most {MaximumDepth} dictionaries within each other, found more");
        }

        foreach ((object? key, object? value) in dictionary.Items)
        {
            Spend(1, prefix);
            if (value is PickleDictionary inner)
            {
                Visit(inner, Name(prefix, key) + ".", depth + 1);
            }
            else if (value is PickleTensor tensor)
            {
                Add(Name(prefix, key), tensor);
            }
        }
    }

    private void Add(string name, PickleTensor tensor)
    {
        if (name.Length == 0 || !_names.Add(name))
        {
            throw Error(name, name.Length == 0 ? "expected a name, found none" : "expected one tensor of this name, found two");
        }

        _tensors.Add((name, tensor));
    }

    private string Name(string prefix, object? key)
    {
        string text = key switch
        {
            string name => name,
            long number => number.ToString(CultureInfo.InvariantCulture),
            _ => throw Error(prefix, $"expected text or a whole number as a key, found {PickleKind.Of(key)}"),
        };
        Spend((long)prefix.Length + text.Length, prefix);
        return prefix + text;
    }

    /// <summary>
    /// A dictionary may stand in several places, so a few bytes can describe a tree of any size (or one that holds
    /// itself); every entry and every letter of a name is paid for.
    /// </summary>
    private void Spend(long units, string prefix)
    {
        _left -= units;
        if (_left < 0)
        {
            throw Error(prefix, "expected entries and names in proportion to the pickle, found more");
        }
    }

    private ModelFormatException Error(string name, string problem) =>
        new(_source, $"data.pkl: tensor {ModelFormatException.Quote(name)}: {problem}");
}
