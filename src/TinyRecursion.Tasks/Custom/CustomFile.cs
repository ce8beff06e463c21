using System.Text;
using System.Text.Json;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Custom;

/// <summary>
/// Reads and writes tasks that are described by data alone, as JSON Lines: one instance a line.
/// </summary>
/// <remarks>
/// <code>
/// {"cells": 4,                                          how many
///  "inputs": {"height": [3, 0, 1, 2]},                  columns of whole numbers from 0, one for each cell
///  "groups": {"row": [[0, 1], [2, 3]]},                 relations: lists of groups, which are lists of cells
///  "neighbours": {"next": [1, 2, 3, null],              ordered neighbours, null or -1 for none;
///                 "sides": [[null, 1], [0, 2], …]},     a list for each cell where there are several
///  "known": [2, null, null, 0],                         classes that are given, null or -1 for none
///  "asked": [1, 2],                                     cells to answer; without it all that are not known
///  "labels": [2, 0, 1, 0],                              classes to learn, null or -1 for none
///  "distinct": ["row"]}                                 no class twice in a group of these relations
/// </code>
/// Only <c>cells</c> must be there. Blank lines, a byte-order mark and CRLF line ends do not matter.
/// </remarks>
internal static class CustomFile
{
    /// <summary>The longest line that is read, in characters.</summary>
    public const int MaximumLineLength = 1 << 23;

    /// <summary>Reads instances as they are asked for.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="InstanceFormatException">A line cannot be read, or there is no instance at all.</exception>
    public static IEnumerable<CustomInstance> Read(TextReader reader, string name)
    {
        return TextLines.Read(reader, name, MaximumLineLength, "instance", (text, line) => CustomReader.Read(text, name, line), comments: false);
    }

    /// <summary>An instance as one line that <see cref="Read"/> reads.</summary>
    public static string ToLine(CustomInstance instance)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("cells", instance.Cells);
            WriteColumns(json, "inputs", instance.Inputs);
            WriteLists(json, "groups", instance.Groups, flatten: false);
            WriteLists(json, "neighbours", instance.Neighbours, flatten: true);
            WriteList(json, "known", instance.Known);
            WriteList(json, "asked", instance.Asked);
            WriteList(json, "labels", instance.Labels);
            if (instance.Distinct.Length > 0)
            {
                json.WriteStartArray("distinct");
                Array.ForEach(instance.Distinct, json.WriteStringValue);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteColumns(Utf8JsonWriter json, string field, SortedList<string, int[]> columns)
    {
        if (columns.Count > 0)
        {
            json.WriteStartObject(field);
            foreach ((string name, int[] values) in columns)
            {
                WriteList(json, name, values);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteLists(Utf8JsonWriter json, string field, SortedList<string, int[][]> relations, bool flatten)
    {
        if (relations.Count == 0)
        {
            return;
        }

        json.WriteStartObject(field);
        foreach ((string name, int[][] lists) in relations)
        {
            json.WriteStartArray(name);
            foreach (int[] list in lists)
            {
                if (flatten && list.Length == 1)
                {
                    WriteNumber(json, list[0]);
                }
                else
                {
                    json.WriteStartArray();
                    Array.ForEach(list, value => WriteNumber(json, value));
                    json.WriteEndArray();
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, int[]? values)
    {
        if (values is not null)
        {
            json.WriteStartArray(name);
            Array.ForEach(values, value => WriteNumber(json, value));
            json.WriteEndArray();
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, int value)
    {
        if (value == CustomInstance.None)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteNumberValue(value);
        }
    }
}
