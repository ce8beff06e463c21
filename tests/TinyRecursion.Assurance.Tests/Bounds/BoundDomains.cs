using TinyRecursion.Assurance.Bounds;
using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Assurance.Tests.Bounds;

/// <summary>The domains in which every operation has bounds, each with a search for inputs that leave them.</summary>
internal static class BoundDomains
{
    /// <summary>The table: a search for an escape among a number of samples of one rule, by a seed; every so many samples all nodes are compared.</summary>
    public static IReadOnlyDictionary<string, Func<SampleCase, int, ulong, int, string?>> All { get; } = new Dictionary<string, Func<SampleCase, int, ulong, int, string?>>
    {
        ["float intervals"] = FloatIntervals,
        ["integer intervals"] = IntegerIntervals,
        ["float zonotopes"] = FloatZonotopes,
        ["integer zonotopes"] = IntegerZonotopes,
    };

    private static string? FloatIntervals(SampleCase sample, int samples, ulong seed, int every) => FloatEscape.Find(
        sample, box => [.. new FloatBounds(sample.Graph, sample.Parameters).Evaluate(sample.Problem, box).Select(range => range.Box)], samples, seed, every);

    private static string? IntegerIntervals(SampleCase sample, int samples, ulong seed, int every)
    {
        IntegerRule rule = IntegerEscape.RuleOf(sample);
        return IntegerEscape.Find(sample, rule, box => new IntegerBounds(sample.Graph, rule.Constants).Evaluate(sample.Problem, box), samples, seed, every);
    }

    private static string? FloatZonotopes(SampleCase sample, int samples, ulong seed, int every) => FloatEscape.Find(
        sample,
        box =>
        {
            var zonotopes = new FloatZonotopes(new FloatBounds(sample.Graph, sample.Parameters), limit: Limit(seed));
            return [.. zonotopes.Evaluate(sample.Problem, zonotopes.Start(box)).Select(value => value.Box.Meet(value.Forms.Bounds()))];
        },
        samples, seed, every);

    private static string? IntegerZonotopes(SampleCase sample, int samples, ulong seed, int every)
    {
        IntegerRule rule = IntegerEscape.RuleOf(sample);
        return IntegerEscape.Find(
            sample, rule,
            box =>
            {
                var zonotopes = new IntegerZonotopes(new IntegerBounds(sample.Graph, rule.Constants), limit: Limit(seed));
                return [.. zonotopes.Evaluate(sample.Problem, zonotopes.Start(box)).Select(value => value?.Box)];
            },
            samples, seed, every);
    }

    /// <summary>Few symbols and many.</summary>
    private static int Limit(ulong seed) => (seed % 3) switch { 0 => 2, 1 => 40, _ => 1000 };
}
