using System.Text.Json;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Custom;

/// <summary>Reads one line of a <see cref="CustomFile"/>; everything is checked as it is read.</summary>
internal sealed class CustomReader
{
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
            return new CustomReader(file, line).ReadInstance(JsonValue.Parse(text));
        }
        catch (JsonException error)
        {
            // The line of the file is known, that of the JSON is always the first.
            string place = error.BytePositionInLine is { } at ? $"byte {at + 1}" : string.Empty;
            throw new InstanceFormatException(file, line, place, $"not JSON as it should be: {error.Message.Split(" LineNumber: ")[0]}");
        }
    }

    private CustomInstance ReadInstance(JsonValue root)
    {
        if (root.Kind != JsonTokenType.StartObject)
        {
            throw Wrong(string.Empty, "an instance is an object, {\"cells\": …}");
        }

        _cells = root["cells"] is { } cells
            ? Number(cells, "cells", 1, CustomInstance.MaximumCells)
            : throw Wrong("cells", "is missing: how many cells the instance has");
        var instance = new CustomInstance(_cells) { Line = _line };
        int[]? asked = null;
        for (int i = 0; i < root.Names.Count; i++)
        {
            (string name, JsonValue value) = (root.Names[i], root.Items[i]);
            switch (name)
            {
                case "cells":
                    break;
                case "inputs":
                    Fill(instance.Inputs, name, value, (column, path) => Column(column, path, 0, CustomInstance.MaximumInput, optional: false));
                    break;
                case "groups":
                    Fill(instance.Groups, name, value, Groups);
                    break;
                case "neighbours":
                    Fill(instance.Neighbours, name, value, Neighbours);
                    break;
                case "known":
                    instance = instance with { Known = Column(value, name, 0, CustomInstance.MaximumClasses - 1, optional: true) };
                    break;
                case "asked":
                    asked = Asked(value);
                    break;
                case "labels":
                    instance = instance with { Labels = Column(value, name, 0, CustomInstance.MaximumClasses - 1, optional: true) };
                    break;
                case "distinct":
                    instance = instance with { Distinct = Distinct(value) };
                    break;
                default:
                    throw Wrong(MessageText.Quote(name), "no such field; there are cells, inputs, groups, neighbours, known, asked, labels and distinct");
            }
        }

        instance = instance with { Asked = asked ?? Unknown(instance) };
        CheckTogether(instance);
        return instance;
    }

    private int[] Unknown(CustomInstance instance)
    {
        var unknown = new List<int>();
        for (int cell = 0; cell < _cells; cell++)
        {
            if (!IsKnown(instance, cell))
            {
                unknown.Add(cell);
            }
        }

        return [.. unknown];
    }

    private static bool IsKnown(CustomInstance instance, int cell) => instance.Known is { } known && known[cell] != CustomInstance.None;

    private void CheckTogether(CustomInstance instance)
    {
        foreach (string name in instance.Groups.Keys)
        {
            if (instance.Neighbours.ContainsKey(name))
            {
                throw Wrong($"neighbours.{name}", "has the name of a relation of groups");
            }
        }

        if (instance.Asked.Length == 0)
        {
            throw Wrong("asked", "no cell is asked for: every cell is known, or the list is empty");
        }

        var answered = new bool[_cells];
        foreach (int cell in instance.Asked)
        {
            answered[cell] = !IsKnown(instance, cell) ? true : throw Wrong("asked", $"asks for cell {cell}, which is known");
        }

        for (int cell = 0; cell < _cells && instance.Labels is not null; cell++)
        {
            if (IsKnown(instance, cell) && instance.Labels[cell] is not CustomInstance.None and var label && label != instance.Known![cell])
            {
                throw Wrong($"labels[{cell}]", $"is {label}, but the cell is known to be {instance.Known[cell]}");
            }
        }

        foreach (string name in instance.Distinct)
        {
            if (!instance.Groups.TryGetValue(name, out int[][]? groups))
            {
                throw Wrong("distinct", $"'{name}' is no relation of groups of the instance");
            }

            foreach (int[] group in groups)
            {
                foreach (int cell in group)
                {
                    if (!IsKnown(instance, cell) && !answered[cell])
                    {
                        throw Wrong("distinct", $"cell {cell} is in a group of '{name}', but neither known nor asked for");
                    }
                }
            }
        }
    }

    private void Fill<T>(SortedList<string, T> target, string field, JsonValue value, Func<JsonValue, string, T> read)
    {
        if (value.Kind != JsonTokenType.StartObject)
        {
            throw Wrong(field, "is an object with a name for each entry");
        }

        for (int i = 0; i < value.Names.Count; i++)
        {
            (string name, JsonValue entry) = (value.Names[i], value.Items[i]);
            string path = $"{field}.{name}";
            if (CustomNames.Problem(name) is { } problem)
            {
                throw Wrong($"{field}.{MessageText.Quote(name)}", problem);
            }

            if (target.Count == CustomInstance.MaximumNames)
            {
                throw Wrong(path, $"more than {CustomInstance.MaximumNames} names");
            }

            target.Add(name, read(entry, path));
        }
    }

    private int[] Column(JsonValue value, string path, int minimum, int maximum, bool optional)
    {
        RequireList(value, path, _cells, $"a value for each of the {_cells} cells");
        int[] column = new int[_cells];
        int at = 0;
        foreach (JsonValue entry in value.Items)
        {
            column[at] = optional && IsNone(entry) ? CustomInstance.None : Number(entry, $"{path}[{at}]", minimum, maximum);
            at++;
        }

        return column;
    }

    private int[][] Groups(JsonValue value, string path)
    {
        RequireList(value, path, length: null, "a list of groups");
        int[][] groups = new int[value.Items.Count][];
        // The group, from 1, in which each cell was met last.
        var member = new int[_cells];
        int at = 0;
        foreach (JsonValue entry in value.Items)
        {
            string place = $"{path}[{at}]";
            RequireList(entry, place, length: null, "a list of cells");
            int[] group = groups[at++] = entry.Items.Count > 0 ? Cells(entry, place, optional: false) : throw Wrong(place, "the group is empty");
            foreach (int cell in group)
            {
                if (member[cell] == at)
                {
                    throw Wrong(place, $"cell {cell} is in the group twice");
                }

                member[cell] = at;
            }
        }

        return groups;
    }

    private int[][] Neighbours(JsonValue value, string path)
    {
        RequireList(value, path, _cells, $"the neighbours of each of the {_cells} cells");
        int[][] neighbours = new int[_cells][];
        int at = 0;
        foreach (JsonValue entry in value.Items)
        {
            string place = $"{path}[{at}]";
            if (entry.Kind == JsonTokenType.StartArray)
            {
                int degree = entry.Items.Count;
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

    private int[] Asked(JsonValue value)
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

    private string[] Distinct(JsonValue value)
    {
        RequireList(value, "distinct", length: null, "a list of relations of groups");
        if (value.Items.Count > CustomInstance.MaximumNames)
        {
            throw Wrong("distinct", $"more than {CustomInstance.MaximumNames} names");
        }

        var names = new List<string>();
        foreach (JsonValue entry in value.Items)
        {
            if (entry.Kind != JsonTokenType.String || names.Contains(entry.Text))
            {
                throw Wrong($"distinct[{names.Count}]", "the name of a relation of groups, each once");
            }

            names.Add(entry.Text);
        }

        string[] sorted = [.. names];
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }

    private int[] Cells(JsonValue list, string path, bool optional)
    {
        Spend(list.Items.Count, path);
        int[] cells = new int[list.Items.Count];
        int at = 0;
        foreach (JsonValue entry in list.Items)
        {
            cells[at] = Cell(entry, $"{path}[{at}]", optional);
            at++;
        }

        return cells;
    }

    private int Cell(JsonValue entry, string path, bool optional) =>
        optional && IsNone(entry) ? CustomInstance.None : Number(entry, path, 0, _cells - 1);

    private void Spend(int members, string path)
    {
        _membersLeft = members <= _membersLeft
            ? _membersLeft - members
            : throw Wrong(path, $"the instance has more than {CustomInstance.MaximumMembers} members of groups and neighbours");
    }

    private void RequireList(JsonValue value, string path, int? length, string what)
    {
        if (value.Kind != JsonTokenType.StartArray)
        {
            throw Wrong(path, $"is {what}");
        }

        if (length is { } expected && value.Items.Count != expected)
        {
            throw Wrong(path, $"has {value.Items.Count} entries, expected {what}");
        }
    }

    private static bool IsNone(JsonValue entry) =>
        entry.Kind == JsonTokenType.Null || entry.Whole == CustomInstance.None;

    private int Number(JsonValue value, string path, int minimum, int maximum)
    {
        if (value.Whole is not { } number)
        {
            throw Wrong(path, $"is a whole number of {minimum} to {maximum}");
        }

        return number >= minimum && number <= maximum ? number : throw Wrong(path, $"is {number}, expected {minimum} to {maximum}");
    }

    private InstanceFormatException Wrong(string path, string problem) => new(_file, _line, path, problem);
}
