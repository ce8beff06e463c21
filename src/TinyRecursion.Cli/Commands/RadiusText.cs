using System.Text.Json;
using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Assurance.Radius;
using TinyRecursion.Cli.Common;
using TinyRecursion.Execution.Finite;

namespace TinyRecursion.Cli.Commands;

/// <summary>What <c>trm prove THEOREM --radius</c> says.</summary>
internal static class RadiusText
{
    /// <summary>Says it in words.</summary>
    public static void Print(ITheorem theorem, RadiusReport report, TimeSpan elapsed)
    {
        Terminal.Line($"radius: with every weight off by at most {report.Certified:g6} the rule's table and what is read out of it are the same, "
            + $"so the theorem holds ({report.Points:n0} points bounded); the closest is {Describe(theorem, report.ClosestPoint)}");
        Terminal.Line(report.BreakingWeights is null
            ? "smallest change found that breaks it: none"
            : $"smallest change found that breaks it: {report.Breaking:g6}, {report.Breaking / report.Certified:f4} times the radius, at {Describe(theorem, report.BreakingPoint)}: "
                + $"the rule gives {theorem.DescribeSymbol(report.BreakingSymbol)}");
        Terminal.Line($"random changes within the radius: {report.Tried:n0}, at the {report.PointsEach:n0} nearest points each, {report.Whole:n0} of them at every point; "
            + $"{report.Changed:n0} changed anything ({elapsed.TotalSeconds:f1} s)");
        if (report.Changed > 0)
        {
            Terminal.Line("refused: a change within the radius changes the table");
        }
    }

    /// <summary>Writes it as an object.</summary>
    public static void Write(Utf8JsonWriter json, RadiusReport report)
    {
        json.WriteStartObject("radius");
        json.WriteNumber("certified", report.Certified);
        json.WriteNumber("pointsBounded", report.Points);
        json.WriteNumber("closestPoint", report.ClosestPoint);
        if (report.BreakingWeights is not null)
        {
            json.WriteNumber("breaking", report.Breaking);
            json.WriteNumber("breakingPoint", report.BreakingPoint);
        }

        json.WriteNumber("perturbations", report.Tried);
        json.WriteNumber("pointsEach", report.PointsEach);
        json.WriteNumber("atEveryPoint", report.Whole);
        json.WriteNumber("changed", report.Changed);
        json.WriteEndObject();
    }

    private static string Describe(ITheorem theorem, long point)
    {
        FiniteShape shape = theorem.Specification.Shape;
        if (point >= shape.Size)
        {
            return $"what is read out of {theorem.DescribeSymbol((int)(point - shape.Size))}";
        }

        var inputs = new int[shape.InputCount];
        shape.Inputs(point, inputs);
        return theorem.Describe(inputs);
    }
}
