using System.Globalization;
using System.Text.Json;
using TinyRecursion.Assurance.Bounds;
using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;

namespace TinyRecursion.Cli.Commands;

/// <summary>What <c>trm prove bounds</c> says.</summary>
internal static class BoundsText
{
    private const int MostLines = 40;

    /// <summary>Says it in words.</summary>
    public static void Print(ModelFile file, StateBoundsOptions options, StateBounds bounds, SymbolMoves? moves)
    {
        Model model = file.Model;
        Terminal.Line($"model: {file.Path}, sha256 {file.Digest}");
        Terminal.Line($"arithmetic: {(model.Quantised is null ? "32-bit floating point, every order of sums" : "integers, as they run")}");
        Terminal.Line(options.Problem is { } problem
            ? $"problem: the instance, {problem.Cells:n0} cells"
            : $"problem: every problem of every size{Followed(model, options)}");
        Terminal.Line(options.Start == 0 ? "first state: zeros" : $"first state: every entry from {Number(-options.Start)} to {Number(options.Start)}");
        for (int step = 1; step < bounds.Steps.Count; step++)
        {
            (double low, double high) = StateBounds.Ends(bounds.Steps[step], bounds.Unit);
            Terminal.Line($"after step {step}: entries from {Number(low)} to {Number(high)}, none in a range wider than {Number(StateBounds.Widest(bounds.Steps[step], bounds.Unit))}");
        }

        (double least, double most) = StateBounds.Ends(bounds.Logits, bounds.LogitUnit);
        Terminal.Line($"read out after step {bounds.Steps.Count - 1}: logits from {Number(least)} to {Number(most)}"
            + (options.Problem is null ? string.Empty : $"; what is read out is decided at {bounds.Decided:n0} of {bounds.Logits.Rows:n0} cells"));
        if (options.Problem is null)
        {
            PrintEver(bounds);
            PrintMoves(model, moves);
        }
    }

    /// <summary>Writes the fields of an object.</summary>
    public static void Write(Utf8JsonWriter json, ModelFile file, StateBoundsOptions options, StateBounds bounds, SymbolMoves? moves, TimeSpan elapsed)
    {
        json.WriteModel(file);
        json.WriteString("arithmetic", file.Model.Quantised is null ? "float" : "integer");
        json.WriteString("problem", options.Problem is null ? "every" : "instance");
        json.WriteNumber("start", options.Start);
        json.WriteStartArray("steps");
        foreach (Box<double> box in bounds.Steps.Skip(1))
        {
            json.WriteStartObject();
            (double low, double high) = StateBounds.Ends(box, bounds.Unit);
            Write(json, "least", low);
            Write(json, "greatest", high);
            Write(json, "widest", StateBounds.Widest(box, bounds.Unit));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (options.Problem is null)
        {
            Write(json, "ever", bounds.Ever, bounds.Unit);
        }
        else
        {
            json.WriteNumber("cells", bounds.Logits.Rows);
            json.WriteNumber("decided", bounds.Decided);
        }

        if (moves is not null)
        {
            WriteMoves(json, moves);
        }

        json.WriteNumber("seconds", elapsed.TotalSeconds);
    }

    private static void PrintEver(StateBounds bounds)
    {
        if (bounds.Ever is not { } ever)
        {
            Terminal.Line("ever: no box was found that no step leaves");
            return;
        }

        (double low, double high) = StateBounds.Ends(ever, bounds.Unit);
        Terminal.Line($"ever: no entry of the state leaves [{Number(low)}, {Number(high)}], at any cell, after any number of steps; "
            + $"none a range wider than {Number(StateBounds.Widest(ever, bounds.Unit))}");
    }

    private static void PrintMoves(Model model, SymbolMoves? moves)
    {
        if (moves is null)
        {
            return;
        }

        if (!moves.RulesOut)
        {
            Terminal.Line("what a cell may ever hold does not depend on what it holds now: no symbol rules another out");
            return;
        }

        ITheorem? theorem = Theorems.All.FirstOrDefault(one => one.Task == model.Task && one.Specification.Shape.Symbols == moves.Symbols);
        Terminal.Line("what a cell may ever hold, by its features and what it holds (found by trying all that it may look at):");
        var lines = Enumerable.Range(0, moves.Features.Count)
            .SelectMany(features => Enumerable.Range(0, moves.Symbols)
                .GroupBy(symbol => string.Join(' ', moves.Reachable(features, symbol)))
                .Select(group => (Features: features, From: group.ToArray(), Reach: moves.Reachable(features, group.First()))))
            .GroupBy(move => string.Join(' ', move.From) + "/" + string.Join(' ', move.Reach)).ToArray();
        foreach (var line in lines.Take(MostLines))
        {
            (_, int[] from, int[] reach) = line.First();
            string kind = moves.Features.Count == 1 ? string.Empty : $"features {string.Join(" or ", line.Select(move => string.Join('-', moves.Features[move.Features])))}: ";
            Terminal.Line($"  {kind}{(from.Length == moves.Symbols ? "anything" : Names(from))} -> {(reach.Length == moves.Symbols ? "anything" : Names(reach))}");
        }

        if (lines.Length > MostLines)
        {
            Terminal.Line($"  … and {lines.Length - MostLines} more, which --json lists");
        }

        Terminal.Line(moves.NothingComesBack
            ? "a symbol that is ruled out never comes back, nor does one that a cell has given up"
            : "a symbol that is ruled out never comes back; one that a cell has only given up may");

        string Names(int[] symbols) => string.Join(", ", symbols.Select(symbol => theorem?.DescribeSymbol(symbol) ?? symbol.ToString(CultureInfo.InvariantCulture)));
    }

    private static void WriteMoves(Utf8JsonWriter json, SymbolMoves moves)
    {
        json.WriteBoolean("nothingComesBack", moves.NothingComesBack);
        json.WriteStartArray("reachable");
        for (int features = 0; features < moves.Features.Count; features++)
        {
            for (int from = 0; from < moves.Symbols; from++)
            {
                json.WriteStartObject();
                json.WriteStartArray("features");
                Array.ForEach(moves.Features[features], json.WriteNumberValue);
                json.WriteEndArray();
                json.WriteNumber("from", from);
                json.WriteStartArray("to");
                Array.ForEach(moves.Reachable(features, from), json.WriteNumberValue);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static string Followed(Model model, StateBoundsOptions options) => model.Graph.Relations.Any(relation => relation.IsGroups)
        ? $" in which a cell is in at most {options.Groups:n0} groups of a relation, and a group has at most {options.Members:n0} members"
        : string.Empty;

    private static void Write(Utf8JsonWriter json, string name, Box<double>? box, double unit)
    {
        if (box is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        for (int i = 0; i < box.Low.Values.Length; i++)
        {
            json.WriteStartArray();
            json.WriteNumberValue(box.Low.Values[i] * unit);
            json.WriteNumberValue(box.High.Values[i] * unit);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>JSON has no infinite numbers: what has no bound is null.</summary>
    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Number(double value) => !double.IsFinite(value) ? "no bound" : value == 0 ? "0" : value.ToString("g5", CultureInfo.InvariantCulture);
}
