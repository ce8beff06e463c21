using System.Text.Json;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Custom;

/// <summary>Reads one line of a <see cref="CustomFile"/>; everything is checked as it is read.</summary>
internal sealed class CustomReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly string _file;
    private readonly int _line;
    private int _cells;
    private int _membersLeft = CustomInstance.MaximumMembers;

    private CustomReader(string file, int line)
    {
        (_file, _line) = (file, line);
    }

    /// <summary>Reads an instance.</summary>
    /// <param name="text">The line; not longer than <see cref="CustomFile.MaximumLineLength"/>.</param>
    /// <param name="file">The name that errors give.</param>
    /// <param name="line">The line that errors give.</param>
    /// <exception cref="InstanceFormatException">It cannot be read.</exception>
    public static CustomInstance Read(string text, string file, int line)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return new CustomReader(file, line).ReadInstance(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new InstanceFormatException(file, line, string.Empty, $"not JSON as it should be: {error.Message}");
        }
    }

    private CustomInstance ReadInstance(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(string.Empty, "an instance is an object, {\"cells\": …}");
        }

        _cells = root.TryGetProperty("cells", out JsonElement cells)
            ? Number(cells, "cells", 1, CustomInstance.MaximumCells)
            : throw Wrong("cells", "is missing: how many cells the instance has");
        var instance = new CustomInstance(_cells) { Line = _line };
        int[]? asked = null;
        foreach (JsonProperty field in root.EnumerateObject())
        {
            switch (field.Name)
            {
                case "cells":
                    break;
                case "inputs":
                    Fill(instance.Inputs, field, (value, path) => Column(value, path, 0, CustomInstance.MaximumInput, optional: false));
                    break;
                case "groups":
                    Fill(instance.Groups, field, Groups);
                    break;
                case "neighbours":
                    Fill(instance.Neighbours, field, Neighbours);
                    break;
                case "known":
                    instance = instance with { Known = Column(field.Value, field.Name, 0, CustomInstance.MaximumClasses - 1, optional: true) };
                    break;
                case "asked":
                    asked = Asked(field.Value);
                    break;
                case "labels":
                    instance = instance with { Labels = Column(field.Value, field.Name, 0, CustomInstance.MaximumClasses - 1, optional: true) };
                    break;
                case "distinct":
                    instance = instance with { Distinct = Distinct(field.Value) };
                    break;
                default:
                    throw Wrong(MessageText.Quote(field.Name), "no such field; there are cells, inputs, groups, neighbours, known, asked, labels and distinct");
            }
        }

        instance = instance with { Asked = asked ?? [.. Enumerable.Range(0, _cells).Where(cell => !IsKnown(instance, cell))] };
        CheckTogether(instance);
        return instance;
    }

    private static bool IsKnown(CustomInstance instance, int cell) => instance.Known is { } known && known[cell] != CustomInstance.None;

    private void CheckTogether(CustomInstance instance)
    {
        foreach (string name in instance.Groups.Keys.Where(instance.Neighbours.ContainsKey))
        {
            throw Wrong($"neighbours.{name}", "has the name of a relation of groups");
        }

        if (instance.Asked.Length == 0)
        {
            throw Wrong("asked", "no cell is asked for: every cell is known, or the list is empty");
        }

        foreach (int cell in instance.Asked.Where(cell => IsKnown(instance, cell)))
        {
            throw Wrong("asked", $"asks for cell {cell}, which is known");
        }

        for (int cell = 0; cell < _cells && instance.Labels is not null; cell++)
        {
            if (IsKnown(instance, cell) && instance.Labels[cell] is not CustomInstance.None and var label && label != instance.Known![cell])
            {
                throw Wrong($"labels[{cell}]", $"is {label}, but the cell is known to be {instance.Known[cell]}");
            }
        }

        var answered = instance.Asked.ToHashSet();
        foreach (string name in instance.Distinct)
        {
            if (!instance.Groups.TryGetValue(name, out int[][]? groups))
            {
                throw Wrong("distinct", $"'{name}' is no relation of groups of the instance");
            }

            foreach (int cell in groups.SelectMany(group => group).Where(cell => !IsKnown(instance, cell) && !answered.Contains(cell)))
            {
                throw Wrong("distinct", $"cell {cell} is in a group of '{name}', but neither known nor asked for");
            }
        }
    }

    private void Fill<T>(SortedDictionary<string, T> target, JsonProperty field, Func<JsonElement, string, T> read)
    {
        if (field.Value.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(field.Name, "is an object with a name for each entry");
        }

        foreach (JsonProperty entry in field.Value.EnumerateObject())
        {
            string path = $"{field.Name}.{entry.Name}";
            if (CustomNames.Problem(entry.Name) is { } problem)
            {
                throw Wrong($"{field.Name}.{MessageText.Quote(entry.Name)}", problem);
            }

            if (target.Count == CustomInstance.MaximumNames)
            {
                throw Wrong(path, $"more than {CustomInstance.MaximumNames} names");
            }

            target.Add(entry.Name, read(entry.Value, path));
        }
    }

    private int[] Column(JsonElement value, string path, int minimum, int maximum, bool optional)
    {
        RequireList(value, path, _cells, $"a value for each of the {_cells} cells");
        int[] column = new int[_cells];
        int at = 0;
        foreach (JsonElement entry in value.EnumerateArray())
        {
            column[at] = optional && IsNone(entry) ? CustomInstance.None : Number(entry, $"{path}[{at}]", minimum, maximum);
            at++;
        }

        return column;
    }

    private int[][] Groups(JsonElement value, string path)
    {
        RequireList(value, path, length: null, "a list of groups");
        int[][] groups = new int[value.GetArrayLength()][];
        int at = 0;
        foreach (JsonElement entry in value.EnumerateArray())
        {
            string place = $"{path}[{at}]";
            RequireList(entry, place, length: null, "a list of cells");
            groups[at++] = entry.GetArrayLength() > 0 ? Cells(entry, place, optional: false) : throw Wrong(place, "the group is empty");
        }

        return groups;
    }

    private int[][] Neighbours(JsonElement value, string path)
    {
        RequireList(value, path, _cells, $"the neighbours of each of the {_cells} cells");
        int[][] neighbours = new int[_cells][];
        int at = 0;
        foreach (JsonElement entry in value.EnumerateArray())
        {
            string place = $"{path}[{at}]";
            if (entry.ValueKind == JsonValueKind.Array)
            {
                int degree = entry.GetArrayLength();
                if (degree is 0 or > CustomInstance.MaximumDegree)
                {
                    throw Wrong(place, $"{degree} neighbours; there can be 1 to {CustomInstance.MaximumDegree}");
                }

                neighbours[at] = Cells(entry, place, optional: true);
            }
            else
            {
                Spend(1, place);
                neighbours[at] = [Cell(entry, place, optional: true)];
            }

            if (neighbours[at].Length != neighbours[0].Length)
            {
                throw Wrong(place, $"{neighbours[at].Length} neighbours, but cell 0 has {neighbours[0].Length}: every cell has as many, null for none");
            }

            at++;
        }

        return neighbours;
    }

    private int[] Asked(JsonElement value)
    {
        RequireList(value, "asked", length: null, "a list of cells");
        int[] asked = Cells(value, "asked", optional: false);
        Array.Sort(asked);
        for (int i = 1; i < asked.Length; i++)
        {
            if (asked[i] == asked[i - 1])
            {
                throw Wrong("asked", $"cell {asked[i]} is asked for twice");
            }
        }

        return asked;
    }

    private string[] Distinct(JsonElement value)
    {
        RequireList(value, "distinct", length: null, "a list of relations of groups");
        if (value.GetArrayLength() > CustomInstance.MaximumNames)
        {
            throw Wrong("distinct", $"more than {CustomInstance.MaximumNames} names");
        }

        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (JsonElement entry in value.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.String || !names.Add(entry.GetString()!))
            {
                throw Wrong($"distinct[{names.Count}]", "the name of a relation of groups, each once");
            }
        }

        return [.. names];
    }

    private int[] Cells(JsonElement list, string path, bool optional)
    {
        Spend(list.GetArrayLength(), path);
        int[] cells = new int[list.GetArrayLength()];
        int at = 0;
        foreach (JsonElement entry in list.EnumerateArray())
        {
            cells[at] = Cell(entry, $"{path}[{at}]", optional);
            at++;
        }

        return cells;
    }

    private int Cell(JsonElement entry, string path, bool optional) =>
        optional && IsNone(entry) ? CustomInstance.None : Number(entry, path, 0, _cells - 1);

    private void Spend(int members, string path)
    {
        _membersLeft = members <= _membersLeft
            ? _membersLeft - members
            : throw Wrong(path, $"the instance has more than {CustomInstance.MaximumMembers} members of groups and neighbours");
    }

    private void RequireList(JsonElement value, string path, int? length, string what)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(path, $"is {what}");
        }

        if (length is { } expected && value.GetArrayLength() != expected)
        {
            throw Wrong(path, $"has {value.GetArrayLength()} entries, expected {what}");
        }
    }

    private static bool IsNone(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Null || (entry.ValueKind == JsonValueKind.Number && entry.TryGetInt32(out int value) && value == CustomInstance.None);

    private int Number(JsonElement value, string path, int minimum, int maximum)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out int number))
        {
            throw Wrong(path, $"is a whole number of {minimum} to {maximum}");
        }

        return number >= minimum && number <= maximum ? number : throw Wrong(path, $"is {number}, expected {minimum} to {maximum}");
    }

    private InstanceFormatException Wrong(string path, string problem) => new(_file, _line, path, problem);
}
