using System.Globalization;
using TinyRecursion.Edge;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>
/// The column "C" of the table of operations × meanings: every operation gives the same bytes in a compiled program as here, step
/// after step, and does nothing that C leaves undefined.
/// </summary>
public class OperationTests
{
    private const int Steps = 5;

    public static TheoryData<string> Operations => OperationKinds.Names;

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_gives_the_same_bytes(string operation)
    {
        for (int seed = 0; seed < 3; seed++)
        {
            Compare(OperationSamples.Draw(operation, seed, maximumWidth: 32), seed);
        }
    }

    [Fact]
    public void Random_rules_give_the_same_bytes()
    {
        for (int seed = 0; seed < 24; seed++)
        {
            Compare(RandomRules.Draw(seed, maximumWidth: 48), seed);
        }
    }

    private static void Compare(SampleCase sample, int seed)
    {
        Problem[] problems = [sample.Problem, .. SampleContext.ProblemsLike(sample, seed, maximumWidth: 32).Take(3)];
        Calibration calibration = Calibration.Collect(sample.Graph, sample.Parameters, problems, Steps);
        // Weights of 8, 4 and 2 bits in turn.
        int levels = (seed % 3) switch { 0 => 127, 1 => 7, _ => 1 };
        var rule = new IntegerRule(sample.Graph, Quantiser.Quantise(sample.Graph, sample.Parameters, calibration, levels));
        var model = new Model("sample", sample.Graph, rule.Constants, new Dictionary<string, string>());
        EdgeProgram program = EdgeExporter.Export(model, SizesOf(problems));
        using var compiled = new CompiledProgram(program);

        string[] lines = [.. problems.Select((problem, i) => $"{PlainProblem.Write(sample.Graph, problem)} {string.Join(' ', StateOf(sample, problem, seed + i))}\n")];

        string[] digests = compiled.Lines(string.Concat(lines), "--digest", $"{Steps}");

        Assert.Equal(problems.Select((problem, i) => DigestOf(rule, problem, StateOf(sample, problem, seed + i))), digests);
    }

    /// <summary>A state to start from, since many a rule does nothing with zeros. Of entries of all sizes, so that many are equal and some as large as can be.</summary>
    private static short[] StateOf(SampleCase sample, Problem problem, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var state = new short[problem.Cells * sample.Graph.StateWidth];
        foreach (ref short entry in state.AsSpan())
        {
            entry = (short)(random.NextInt32(65536) - 32768 >> random.NextInt32(16));
        }

        return state;
    }

    private static string DigestOf(IntegerRule rule, Problem problem, short[] start)
    {
        using IRuleSession session = rule.Open();
        session.Bind(problem);
        int exponent = rule.Constants.Exponents[rule.Graph.NextState];
        session.SetState([.. start.Select(entry => MathF.ScaleB(entry, -exponent))]);
        return IntegerDigest.Of(session, start.Length, exponent, Steps).ToString("x16", CultureInfo.InvariantCulture);
    }

    private static EdgeOptions SizesOf(Problem[] problems)
    {
        GroupRelation[] groups = [.. problems.SelectMany(problem => problem.Topology.Relations).OfType<GroupRelation>()];
        return new EdgeOptions
        {
            Cells = problems.Max(problem => problem.Cells),
            Groups = Math.Max(1, groups.Max(relation => relation.GroupCount)),
            Members = Math.Max(1, groups.Max(relation => relation.Members.Length)),
        };
    }
}
