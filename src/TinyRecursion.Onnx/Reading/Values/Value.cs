using TinyRecursion.Onnx.Format;

namespace TinyRecursion.Onnx.Reading.Values;

/// <summary>
/// A tensor while a network is read, row by row: numbers that are known, or elements that depend on the network's inputs. Operators that only move elements
/// (slices, transpositions, concatenations) make a value of other elements and no operation at all. Immutable.
/// </summary>
internal sealed class Value
{
    private readonly Array _data;

    private Value(ElementType type, int[] dims, Array data)
    {
        (Type, Dims, _data) = (type, dims, data);
    }

    /// <summary>The type of the elements; <see cref="ElementType.Float"/> where they depend on inputs.</summary>
    public ElementType Type { get; }

    /// <summary>The size of each axis.</summary>
    public int[] Dims { get; }

    /// <summary>The number of elements.</summary>
    public int Count => _data.Length;

    /// <summary>Whether all elements are known.</summary>
    public bool IsConstant => _data is not Element[];

    /// <summary>Whether the elements are whole numbers or truth values.</summary>
    public bool IsWhole => _data is long[];

    /// <summary>The known elements of a type with up to 32 bits and a fraction.</summary>
    public float[] Floats => _data as float[] ?? throw new OnnxProblem($"expected constants of type float, found {(IsConstant ? Name(Type) : "values that depend on the inputs")}");

    /// <summary>The known elements of type double.</summary>
    public double[] Doubles => _data as double[] ?? throw new OnnxProblem($"expected constants of type double, found {Name(Type)}");

    /// <summary>The known elements of a type without a fraction; truth is 1.</summary>
    public long[] Integers => _data as long[] ?? throw new OnnxProblem($"expected constant whole numbers, found {(IsConstant ? Name(Type) : "values that depend on the inputs")}");

    /// <summary>The elements as such, numbers too.</summary>
    public Element[] Elements => _data as Element[]
        ?? (Type == ElementType.Float ? Array.ConvertAll((float[])_data, Element.Of) : throw new OnnxProblem($"expected elements of type float, found {Name(Type)}"));

    /// <summary>Known numbers of type float.</summary>
    public static Value Of(int[] dims, float[] numbers, ElementType type = ElementType.Float) => new(type, dims, numbers);

    /// <summary>Known numbers of type double.</summary>
    public static Value Of(int[] dims, double[] numbers) => new(ElementType.Double, dims, numbers);

    /// <summary>Known whole numbers.</summary>
    public static Value Of(int[] dims, long[] numbers, ElementType type = ElementType.Int64) => new(type, dims, numbers);

    /// <summary>One whole number of any type, in a shape of one axis.</summary>
    public static Value Single(long number, ElementType type) => type switch
    {
        ElementType.Float or ElementType.Float16 or ElementType.BFloat16 => new(type, [1], new float[] { number }),
        ElementType.Double => new(type, [1], new double[] { number }),
        _ => new(type, [1], new long[] { number }),
    };

    /// <summary>Elements, of which some may depend on the inputs; numbers where none does.</summary>
    public static Value Of(int[] dims, Element[] elements) =>
        Array.TrueForAll(elements, element => element.IsNumber)
            ? new(ElementType.Float, dims, Array.ConvertAll(elements, element => element.Number))
            : new(ElementType.Float, dims, elements);

    /// <summary>All entries of a node of the draft.</summary>
    public static Value OfNode(int node, int[] dims, int width)
    {
        var elements = new Element[width];
        for (int i = 0; i < width; i++)
        {
            elements[i] = new Element(node, i);
        }

        return new(ElementType.Float, dims, elements);
    }

    /// <summary>The same elements in another shape.</summary>
    public Value Reshaped(int[] dims) => ElementBudget.Count(dims) == Count
        ? new(Type, dims, _data)
        : throw new OnnxProblem($"expected {Count} elements in the shape [{string.Join(", ", dims)}]");

    /// <summary>Other elements of this value.</summary>
    /// <param name="dims">The new shape.</param>
    /// <param name="map">For each new element the place of an old one.</param>
    public Value Select(int[] dims, int[] map) => _data switch
    {
        float[] numbers => new(Type, dims, Selected(numbers, map)),
        double[] numbers => new(Type, dims, Selected(numbers, map)),
        long[] numbers => new(Type, dims, Selected(numbers, map)),
        // Those that are left may be known.
        _ => Of(dims, Selected((Element[])_data, map)),
    };

    /// <summary>The elements of several values of one type, one after the other.</summary>
    public static Value Joined(params IReadOnlyList<Value> values)
    {
        ElementType type = values[0].Type;
        if (values.FirstOrDefault(value => value.Type != type) is { } other)
        {
            throw new OnnxProblem($"expected elements of one type, found {Name(type)} and {Name(other.Type)}");
        }

        int[] dims = [values.Sum(value => value.Count)];
        return values.Any(value => !value.IsConstant) ? Of(dims, [.. values.SelectMany(value => value.Elements)])
            : values[0]._data is float[] ? Of(dims, [.. values.SelectMany(value => value.Floats)], type)
            : values[0]._data is double[] ? Of(dims, [.. values.SelectMany(value => value.Doubles)])
            : Of(dims, [.. values.SelectMany(value => value.Integers)], type);
    }

    /// <summary>The place of the first number that is infinite or none; null where there is no such.</summary>
    public int? FirstNotFinite()
    {
        int place = _data switch
        {
            float[] numbers => Array.FindIndex(numbers, number => !float.IsFinite(number)),
            double[] numbers => Array.FindIndex(numbers, number => !double.IsFinite(number)),
            _ => -1,
        };
        return place < 0 ? null : place;
    }

    /// <summary>The name of a type for messages.</summary>
    public static string Name(ElementType type) => Enum.IsDefined(type) ? type.ToString().ToLowerInvariant() : $"number {(int)type}";

    private static T[] Selected<T>(T[] from, int[] map)
    {
        var to = new T[map.Length];
        for (int i = 0; i < map.Length; i++)
        {
            to[i] = from[map[i]];
        }

        return to;
    }
}
