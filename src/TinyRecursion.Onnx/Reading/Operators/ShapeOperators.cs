using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Operators;

/// <summary>Operators that give a value another shape, or are about shapes: no element is computed.</summary>
internal static class ShapeOperators
{
    /// <summary>The value as it is.</summary>
    public static Value[] Identity(NodeContext node) => [node.Input(0)];

    /// <summary>A constant of the node itself.</summary>
    public static Value[] Constant(NodeContext node)
    {
        if (node.Tensor("value") is { } tensor)
        {
            return [tensor];
        }

        if (node.Has("value_float"))
        {
            return [Value.Of([], [node.Float("value_float", 0)])];
        }

        if (node.Has("value_int"))
        {
            return [Value.Of([], new[] { node.Int("value_int") })];
        }

        if (node.Floats("value_floats") is { } floats)
        {
            return Array.TrueForAll(floats, float.IsFinite) ? [Value.Of([floats.Length], floats)] : throw new OnnxProblem("attribute 'value_floats': expected finite numbers");
        }

        return node.Ints("value_ints") is { } ints ? [Value.Of([ints.Length], ints)] : throw new OnnxProblem("expected a constant with numbers, found none");
    }

    /// <summary>One number everywhere.</summary>
    public static Value[] ConstantOfShape(NodeContext node)
    {
        int[] dims = ElementBudget.Dims(node.Integers(0) ?? throw new OnnxProblem("expected a shape"));
        Value value = node.Tensor("value") ?? Value.Of([1], [0f]);
        return value.Count == 1
            ? [value.Reshaped([1]).Select(dims, new int[node.Draft.Budget.Take(dims)])]
            : throw new OnnxProblem($"attribute 'value': expected one number, found {value.Count}");
    }

    /// <summary>The shape, or a part of it.</summary>
    public static Value[] Shape(NodeContext node)
    {
        int[] dims = node.Input(0).Dims;
        int start = Clamp(node.Int("start", 0), dims.Length), end = Clamp(node.Int("end", dims.Length), dims.Length);
        long[] part = [.. dims.Skip(start).Take(end - start).Select(size => (long)size)];
        return [Value.Of([part.Length], part)];

        static int Clamp(long place, int rank) => (int)Math.Clamp(place < 0 ? place + rank : place, 0, rank);
    }

    /// <summary>The number of elements.</summary>
    public static Value[] Size(NodeContext node) => [Value.Of([], new[] { (long)node.Input(0).Count })];

    /// <summary>Another shape, in which 0 repeats a size and −1 stands for what is left.</summary>
    public static Value[] Reshape(NodeContext node)
    {
        Value value = node.Input(0);
        long[] shape = [.. node.Integers(1) ?? throw new OnnxProblem("expected a shape")];
        bool allowZero = node.Int("allowzero", 0) != 0;
        for (int axis = 0; axis < shape.Length && !allowZero; axis++)
        {
            if (shape[axis] == 0)
            {
                shape[axis] = axis < value.Dims.Length ? value.Dims[axis] : throw new OnnxProblem($"size {axis + 1} of the shape repeats an axis that is not there");
            }
        }

        int open = Array.IndexOf(shape, -1);
        if (open >= 0)
        {
            shape[open] = 1;
            int others = ElementBudget.Count(ElementBudget.Dims(shape));
            shape[open] = others == 0 ? 0 : value.Count / others;
        }

        return [value.Reshaped(ElementBudget.Dims(shape))];
    }

    /// <summary>Two axes: those before one, and it with those behind it.</summary>
    public static Value[] Flatten(NodeContext node)
    {
        Value value = node.Input(0);
        long axis = node.Int("axis", 1);
        int rank = value.Dims.Length;
        int split = axis >= -rank && axis <= rank ? (int)(axis < 0 ? axis + rank : axis) : throw new OnnxProblem($"expected an axis from {-rank} to {rank}, found {axis}");
        return [value.Reshaped([ElementBudget.Count(value.Dims.AsSpan(0, split)), ElementBudget.Count(value.Dims.AsSpan(split))])];
    }

    /// <summary>Without axes of length 1.</summary>
    public static Value[] Squeeze(NodeContext node)
    {
        Value value = node.Input(0);
        long[]? axes = node.Opset < 13 ? node.Ints("axes") : node.Integers(1);
        bool[] gone = new bool[value.Dims.Length];
        for (int axis = 0; axis < gone.Length; axis++)
        {
            gone[axis] = axes is null && value.Dims[axis] == 1;
        }

        foreach (long axis in axes ?? [])
        {
            int place = NodeContext.Axis(axis, gone.Length);
            gone[place] = value.Dims[place] == 1 ? true : throw new OnnxProblem($"expected axis {axis} of {NodeContext.Shown(value.Dims)} to have length 1");
        }

        return [value.Reshaped([.. value.Dims.Where((_, axis) => !gone[axis])])];
    }

    /// <summary>With more axes of length 1.</summary>
    public static Value[] Unsqueeze(NodeContext node)
    {
        Value value = node.Input(0);
        long[] axes = (node.Opset < 13 ? node.Ints("axes") : node.Integers(1)) ?? throw new OnnxProblem("expected axes, found none");
        _ = ElementBudget.Dims(new long[value.Dims.Length + axes.Length]);
        bool[] added = new bool[value.Dims.Length + axes.Length];
        foreach (long axis in axes)
        {
            ref bool place = ref added[NodeContext.Axis(axis, added.Length)];
            place = !place ? true : throw new OnnxProblem($"axis {axis} is named twice");
        }

        int next = 0;
        return [value.Reshaped([.. added.Select(isNew => isNew ? 1 : value.Dims[next++])])];
    }

    /// <summary>Repeated along axes of length 1 and new ones.</summary>
    public static Value[] Expand(NodeContext node)
    {
        Value value = node.Input(0);
        int[] shape = ElementBudget.Dims(node.Integers(1) ?? throw new OnnxProblem("expected a shape"));
        return [node.Broadcast(value, NodeContext.BroadcastDims(value.Dims, shape))];
    }

    /// <summary>Another type.</summary>
    public static Value[] Cast(NodeContext node)
    {
        node.Ignore("saturate");
        node.Ignore("round_mode");
        return [Casts.To(node.Input(0), (ElementType)node.Int("to"))];
    }

    /// <summary>The type of another value.</summary>
    public static Value[] CastLike(NodeContext node)
    {
        node.Ignore("saturate");
        node.Ignore("round_mode");
        return [Casts.To(node.Input(0), node.Input(1).Type)];
    }

    /// <summary>What training leaves out at random; a network that runs leaves nothing out.</summary>
    public static Value[] Dropout(NodeContext node)
    {
        node.Ignore("ratio");
        node.Ignore("seed");
        Value value = node.Input(0);
        if (node.Opset >= 12 && node.Integers(2) is [not 0, ..] && node.Optional(1) is not { IsConstant: true, Count: 1, IsWhole: false, Type: ElementType.Float, Floats: [0] })
        {
            throw new OnnxProblem("training mode is not read");
        }

        if (node.OutputCount < 2)
        {
            return [value];
        }

        var all = new long[node.Draft.Budget.Take(value.Dims)];
        Array.Fill(all, 1);
        return [value, Value.Of(value.Dims, all, ElementType.Bool)];
    }

    /// <summary>Numbers one after the other.</summary>
    public static Value[] Range(NodeContext node)
    {
        if (!node.Input(0).IsWhole)
        {
            ElementType type = node.Input(0).Type;
            double start = Only(Wide(0)), delta = Only(Wide(2));
            var numbers = new double[Count(Math.Ceiling((Only(Wide(1)) - start) / delta))];
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = start + (i * delta);
            }

            return [Casts.To(Value.Of([numbers.Length], numbers), type)];
        }

        long first = Only(node.Integers(0)!), limit = Only(node.Integers(1)!), step = Only(node.Integers(2)!);
        var whole = new long[Count(Math.Ceiling(((double)limit - first) / step))];
        for (int i = 0; i < whole.Length; i++)
        {
            whole[i] = first + (i * step);
        }

        return [Value.Of([whole.Length], whole, node.Input(0).Type)];

        double[] Wide(int place) => Casts.To(node.Input(place), ElementType.Double).Doubles;

        int Count(double steps)
        {
            int count = double.IsNaN(steps) || steps > int.MaxValue ? throw new OnnxProblem("expected a step that comes to the limit") : (int)Math.Max(steps, 0);
            return node.Draft.Budget.Take([count]);
        }
    }

    private static T Only<T>(T[] numbers) => numbers.Length == 1 ? numbers[0] : throw new OnnxProblem($"expected one number, found {numbers.Length}");
}
