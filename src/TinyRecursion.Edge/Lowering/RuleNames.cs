using System.Globalization;
using TinyRecursion.Rules;

namespace TinyRecursion.Edge.Lowering;

/// <summary>The names that a rule's parts have in C.</summary>
internal sealed class RuleNames
{
    private readonly Dictionary<string, string> _relations = [];

    /// <summary>Finds a name for each relation; relations of names that are alike in C are told apart by a number.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="prefix">What the program's constants begin with.</param>
    /// <param name="relations">The relations.</param>
    public RuleNames(RuleGraph graph, string prefix, IReadOnlyList<RelationBound> relations)
    {
        (Graph, Prefix) = (graph, prefix);
        foreach (RelationBound relation in relations)
        {
            string name = "by_" + CName(relation.Name);
            _relations.Add(relation.Name, _relations.ContainsValue(name) ? Text($"{name}_{_relations.Count}") : name);
        }
    }

    /// <summary>The rule.</summary>
    public RuleGraph Graph { get; }

    /// <summary>What the program's constants begin with.</summary>
    public string Prefix { get; }

    /// <summary>The constant that is the most cells of an instance.</summary>
    public string Cells => Prefix + "_CELLS";

    /// <summary>A relation.</summary>
    /// <exception cref="NotSupportedException">The task has no such relation.</exception>
    public string Relation(string name) => _relations.TryGetValue(name, out string? found)
        ? found
        : throw new NotSupportedException($"the rule follows the relation '{name}', the task has {string.Join(", ", _relations.Keys)}");

    /// <summary>A constant of the header about a relation.</summary>
    public string Bound(string relation, string what) => $"{Prefix}_{Relation(relation).ToUpperInvariant()}_{what}";

    /// <summary>A node's row.</summary>
    public static string Row(int node) => Text($"v{node}");

    /// <summary>A node's value over all rows.</summary>
    public static string Value(int node) => Text($"value_{node}");

    /// <summary>A linear node's map.</summary>
    public static string Map(int node) => Text($"map_{node}");

    /// <summary>A table of weights.</summary>
    public static string Table(int weight) => Text($"table_{weight}");

    /// <summary>The number of rows of a value.</summary>
    public string Rows(ValueShape shape) =>
        shape.Rows is { } rows ? Text($"{rows}") : shape.Relation is { } relation ? Relation(relation) + "_count" : "cells";

    /// <summary>The most rows of a value.</summary>
    public string MostRows(ValueShape shape) =>
        shape.Rows is { } rows ? Text($"{rows}") : shape.Relation is { } relation ? Bound(relation, "GROUPS") : Cells;

    /// <summary>Text with numbers as C writes them.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A name with everything else than letters and digits of ASCII replaced by a line, so that it can be part of a name of C or stand in a comment.</summary>
    public static string CName(string name) => string.Concat(name.Select(symbol => char.IsAsciiLetterOrDigit(symbol) ? symbol : '_'));
}
