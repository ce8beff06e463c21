using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Operators;

/// <summary>Operators that move elements: each makes a value of elements of its inputs.</summary>
internal static class IndexOperators
{
    /// <summary>Axes in another order.</summary>
    public static Value[] Transpose(NodeContext node)
    {
        Value value = node.Input(0);
        int rank = value.Dims.Length;
        long[] order = node.Ints("perm") ?? [.. Enumerable.Range(0, rank).Reverse().Select(axis => (long)axis)];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, rank).Select(axis => (long)axis)))
        {
            throw new OnnxProblem($"attribute 'perm': expected an order of {rank} axes");
        }

        int[] strides = NodeContext.Strides(value.Dims);
        int[] dims = [.. order.Select(axis => value.Dims[axis])];
        return [value.Select(dims, node.Strided(dims, 0, [.. order.Select(axis => strides[axis])]))];
    }

    /// <summary>Values side by side along an axis.</summary>
    public static Value[] Concat(NodeContext node)
    {
        Value[] values = node.Inputs();
        int axis = NodeContext.Axis(node.Int("axis"), values[0].Dims.Length);
        return [Concatenated(node, axis, values)];
    }

    /// <summary>Values side by side along an axis.</summary>
    public static Value Concatenated(NodeContext node, int axis, Value[] values)
    {
        int[] dims = [.. values[0].Dims];
        foreach (Value value in values[1..])
        {
            bool fits = value.Dims.Length == dims.Length && Enumerable.Range(0, dims.Length).All(i => i == axis || value.Dims[i] == dims[i]);
            dims[axis] = fits ? checked(dims[axis] + value.Dims[axis]) : throw new OnnxProblem($"the shapes {NodeContext.Shown(values[0].Dims)} and {NodeContext.Shown(value.Dims)} do not fit");
        }

        var map = new int[node.Draft.Budget.Take(dims)];
        int outer = ElementBudget.Count(dims.AsSpan(0, axis)), row = outer == 0 ? 0 : map.Length / outer;
        for (int i = 0, column = 0, start = 0; i < values.Length; start += values[i++].Count)
        {
            int length = outer == 0 ? 0 : values[i].Count / outer;
            for (int o = 0; o < outer; o++)
            {
                for (int k = 0; k < length; k++)
                {
                    map[(o * row) + column + k] = start + (o * length) + k;
                }
            }

            column += length;
        }

        node.Draft.Budget.Take(dims);
        return Value.Joined(values).Select(dims, map);
    }

    /// <summary>Parts along an axis.</summary>
    public static Value[] Split(NodeContext node)
    {
        Value value = node.Input(0);
        int axis = NodeContext.Axis(node.Int("axis", 0), value.Dims.Length);
        long[]? parts = node.Opset < 13 ? node.Ints("split") : node.Integers(1);
        long count = node.Int("num_outputs", node.OutputCount);
        if (parts is null)
        {
            long size = count > 0 ? (value.Dims[axis] + count - 1) / count : throw new OnnxProblem("expected outputs, found none");
            if (count > value.Dims[axis] + 1 || count != node.OutputCount)
            {
                throw new OnnxProblem($"expected {count} parts, found {node.OutputCount} outputs over {value.Dims[axis]}");
            }

            parts = [.. Enumerable.Range(0, (int)count).Select(i => Math.Clamp(value.Dims[axis] - (i * size), 0, size))];
        }

        if (parts.Length != node.OutputCount || parts.Any(part => part < 0) || parts.Sum() != value.Dims[axis])
        {
            throw new OnnxProblem($"expected {node.OutputCount} parts that add up to {value.Dims[axis]}");
        }

        var made = new Value[parts.Length];
        int[] strides = NodeContext.Strides(value.Dims);
        for (int i = 0, start = 0; i < made.Length; start += (int)parts[i++])
        {
            int[] dims = [.. value.Dims];
            dims[axis] = (int)parts[i];
            made[i] = value.Select(dims, node.Strided(dims, start * strides[axis], strides));
        }

        return made;
    }

    /// <summary>A part along each axis, in steps.</summary>
    public static Value[] Slice(NodeContext node)
    {
        Value value = node.Input(0);
        bool old = node.Opset < 10;
        long[] starts = (old ? node.Ints("starts") : node.Integers(1)) ?? throw new OnnxProblem("expected starts, found none");
        long[] ends = (old ? node.Ints("ends") : node.Integers(2)) ?? throw new OnnxProblem("expected ends, found none");
        long[] axes = (old ? node.Ints("axes") : node.Integers(3)) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = (old ? null : node.Integers(4)) ?? [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
        {
            throw new OnnxProblem($"expected as many ends, axes and steps as starts ({starts.Length})");
        }

        int[] dims = [.. value.Dims], strides = NodeContext.Strides(value.Dims);
        var seen = new bool[dims.Length];
        int offset = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = NodeContext.Axis(axes[i], dims.Length);
            seen[axis] = !seen[axis] ? true : throw new OnnxProblem($"axis {axes[i]} is named twice");
            (int first, int count, long step) = Part(starts[i], ends[i], steps[i], dims[axis]);
            offset += first * strides[axis];
            dims[axis] = count;
            strides[axis] = count < 2 ? 0 : (int)(strides[axis] * step);
        }

        return [value.Select(dims, node.Strided(dims, offset, strides))];
    }

    /// <summary>Rows by their number.</summary>
    public static Value[] Gather(NodeContext node)
    {
        Value data = node.Input(0), indices = node.Input(1);
        int axis = NodeContext.Axis(node.Int("axis", 0), data.Dims.Length);
        int size = data.Dims[axis];
        int[] places = [.. indices.Integers.Select(place => Place(place, size))];
        int outer = ElementBudget.Count(data.Dims.AsSpan(0, axis)), inner = ElementBudget.Count(data.Dims.AsSpan(axis + 1));
        int[] dims = [.. data.Dims[..axis], .. indices.Dims, .. data.Dims[(axis + 1)..]];
        _ = ElementBudget.Dims(new long[dims.Length]);
        var map = new int[node.Draft.Budget.Take(dims)];
        int next = 0;
        for (int o = 0; o < outer; o++)
        {
            foreach (int place in places)
            {
                for (int k = 0; k < inner; k++)
                {
                    map[next++] = (((o * size) + place) * inner) + k;
                }
            }
        }

        return [data.Select(dims, map)];
    }

    /// <summary>Elements by their number along an axis.</summary>
    public static Value[] GatherElements(NodeContext node)
    {
        Value data = node.Input(0), indices = node.Input(1);
        int rank = data.Dims.Length;
        int axis = NodeContext.Axis(node.Int("axis", 0), rank);
        if (indices.Dims.Length != rank || Enumerable.Range(0, rank).Any(i => i != axis && indices.Dims[i] > data.Dims[i]))
        {
            throw new OnnxProblem($"indices of the shape {NodeContext.Shown(indices.Dims)} do not fit {NodeContext.Shown(data.Dims)}");
        }

        int[] strides = NodeContext.Strides(data.Dims), others = [.. strides];
        others[axis] = 0;
        int[] map = node.Strided(indices.Dims, 0, others);
        long[] places = indices.Integers;
        for (int i = 0; i < map.Length; i++)
        {
            map[i] += Place(places[i], data.Dims[axis]) * strides[axis];
        }

        return [data.Select(indices.Dims, map)];
    }

    /// <summary>Slices by the numbers of their first axes.</summary>
    public static Value[] GatherND(NodeContext node)
    {
        Value data = node.Input(0), indices = node.Input(1);
        int batch = (int)Math.Clamp(node.Int("batch_dims", 0), 0, 32), rank = data.Dims.Length;
        int depth = indices.Dims.Length > batch ? indices.Dims[^1] : throw new OnnxProblem("expected indices with more axes than the batch");
        if (batch + depth > rank || !indices.Dims[..batch].SequenceEqual(data.Dims.Take(batch)))
        {
            throw new OnnxProblem($"indices of the shape {NodeContext.Shown(indices.Dims)} do not fit {NodeContext.Shown(data.Dims)}");
        }

        int[] strides = NodeContext.Strides(data.Dims), dims = [.. indices.Dims[..^1], .. data.Dims[(batch + depth)..]];
        int inner = ElementBudget.Count(data.Dims.AsSpan(batch + depth)), tuples = ElementBudget.Count(indices.Dims.AsSpan(0, indices.Dims.Length - 1));
        int batches = ElementBudget.Count(data.Dims.AsSpan(0, batch));
        var map = new int[node.Draft.Budget.Take(dims)];
        for (int t = 0, next = 0; t < tuples && inner > 0; t++)
        {
            int place = batch == 0 ? 0 : t / (tuples / batches) * strides[batch - 1];
            for (int k = 0; k < depth; k++)
            {
                place += Place(indices.Integers[(t * depth) + k], data.Dims[batch + k]) * strides[batch + k];
            }

            for (int k = 0; k < inner; k++)
            {
                map[next++] = place + k;
            }
        }

        return [data.Select(dims, map)];
    }

    /// <summary>A value repeated along each axis.</summary>
    public static Value[] Tile(NodeContext node)
    {
        Value value = node.Input(0);
        int[] repeats = ElementBudget.Dims(node.Integers(1) ?? throw new OnnxProblem("expected repeats"));
        if (repeats.Length != value.Dims.Length)
        {
            throw new OnnxProblem($"expected {value.Dims.Length} repeats, found {repeats.Length}");
        }

        // Each axis as two: which repetition, and where in it.
        int[] dims = ElementBudget.Dims([.. value.Dims.Select((size, axis) => (long)size * repeats[axis])]);
        int[] strides = NodeContext.Strides(value.Dims), pairs = new int[2 * dims.Length], steps = new int[2 * dims.Length];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            (pairs[2 * axis], pairs[(2 * axis) + 1], steps[(2 * axis) + 1]) = (repeats[axis], value.Dims[axis], strides[axis]);
        }

        return [value.Select(dims, node.Strided(pairs, 0, steps))];
    }

    /// <summary>Elements of one value or another.</summary>
    public static Value[] Where(NodeContext node)
    {
        Value condition = node.Input(0), yes = node.Input(1), no = node.Input(2);
        int[] dims = NodeContext.BroadcastDims(condition.Dims, yes.Dims, no.Dims);
        long[] chosen = node.Broadcast(condition, dims).Integers;
        Value both = Value.Joined(node.Broadcast(yes, dims), node.Broadcast(no, dims));
        var map = new int[node.Draft.Budget.Take(dims)];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = chosen[i] != 0 ? i : map.Length + i;
        }

        return [both.Select(dims, map)];
    }

    /// <summary>The upper or lower triangle of matrices.</summary>
    public static Value[] Trilu(NodeContext node)
    {
        Value value = node.Input(0);
        bool upper = node.Int("upper", 1) != 0;
        long diagonal = node.Integers(1) is [var k] ? k : 0;
        if (value.Dims.Length < 2)
        {
            throw new OnnxProblem("expected matrices");
        }

        int rows = value.Dims[^2], columns = value.Dims[^1];
        var map = new int[node.Draft.Budget.Take(value.Dims)];
        for (int i = 0; i < map.Length; i++)
        {
            long beyond = (i % columns) - (i / columns % rows) - (Int128)diagonal is var distance && distance > 0 ? 1 : distance < 0 ? -1 : 0;
            map[i] = (upper ? beyond >= 0 : beyond <= 0) ? i : value.Count;
        }

        return [Value.Joined(value, Value.Single(0, value.Type)).Select(value.Dims, map)];
    }

    /// <summary>A value with a border.</summary>
    public static Value[] Pad(NodeContext node)
    {
        Value value = node.Input(0);
        string mode = node.Text("mode", "constant");
        bool old = node.Opset < 11;
        long[] pads = (old ? node.Ints("pads") : node.Integers(1)) ?? throw new OnnxProblem("expected pads, found none");
        Value border = old ? Value.Of([1], [node.Float("value", 0)]) : node.Optional(2) ?? Value.Single(0, value.Type);
        int rank = value.Dims.Length;
        long[] axes = (old ? null : node.Integers(3)) ?? [.. Enumerable.Range(0, rank).Select(axis => (long)axis)];
        if (pads.Length != 2 * axes.Length || border.Count != 1)
        {
            throw new OnnxProblem($"expected {2 * axes.Length} pads and one number, found {pads.Length} and {border.Count}");
        }

        long[] before = new long[rank], sizes = [.. value.Dims.Select(size => (long)size)];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = NodeContext.Axis(axes[i], rank);
            before[axis] = Math.Abs(pads[i]) < int.MaxValue && Math.Abs(pads[i + axes.Length]) < int.MaxValue ? pads[i] : throw new OnnxProblem("expected smaller pads");
            sizes[axis] += pads[i] + pads[i + axes.Length];
        }

        int[] dims = ElementBudget.Dims(sizes), strides = NodeContext.Strides(dims), own = NodeContext.Strides(value.Dims);
        var map = new int[node.Draft.Budget.Take(dims)];
        for (int i = 0; i < map.Length; i++)
        {
            int place = 0;
            for (int axis = 0, left = i; axis < rank && place != value.Count; left %= strides[axis++])
            {
                int along = Inside((left / strides[axis]) - before[axis], value.Dims[axis], mode);
                place = along < 0 ? value.Count : place + (along * own[axis]);
            }

            map[i] = place;
        }

        return [Value.Joined(value, border.Reshaped([1])).Select(dims, map)];
    }

    // Where a place beside or in a row of a size comes from; negative for the border.
    private static int Inside(long place, int size, string mode)
    {
        if (place >= 0 && place < size)
        {
            return (int)place;
        }

        return mode switch
        {
            "constant" => -1,
            _ when size == 0 => throw new OnnxProblem("an empty axis has nothing to repeat"),
            "edge" => place < 0 ? 0 : size - 1,
            "wrap" => (int)(((place % size) + size) % size),
            "reflect" when size == 1 => 0,
            "reflect" => (int)(((place % ((2L * size) - 2)) + (2L * size) - 2) % ((2L * size) - 2)) is var turned && turned < size ? turned : (2 * size) - 2 - turned,
            _ => throw new OnnxProblem($"attribute 'mode': expected constant, edge, reflect or wrap, found {Models.ModelFormatException.Quote(mode)}"),
        };
    }

    private static int Place(long place, int size) => place >= -size && place < size
        ? (int)(place < 0 ? place + size : place)
        : throw new OnnxProblem($"expected an index from {-size} to {size - 1}, found {place}");

    // The first element, how many, and the step, as NumPy counts.
    private static (int First, int Count, long Step) Part(long start, long end, long step, int size)
    {
        if (step == 0)
        {
            throw new OnnxProblem("expected steps other than 0");
        }

        start = start < 0 ? Math.Max(start, -size - 1L) + size : start;
        end = end < 0 ? Math.Max(end, -size - 1L) + size : end;
        start = step > 0 ? Math.Clamp(start, 0, size) : Math.Clamp(start, -1, size - 1);
        end = step > 0 ? Math.Clamp(end, 0, size) : Math.Clamp(end, -1, size - 1);
        long distance = step > 0 ? end - start : start - end;
        if (distance <= 0)
        {
            return (0, 0, step);
        }

        Int128 length = Int128.Abs(step);
        return ((int)start, (int)((distance + length - 1) / length), step);
    }
}
