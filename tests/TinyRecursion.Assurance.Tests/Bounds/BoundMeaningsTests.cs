using System.Globalization;
using TinyRecursion.Tests.Execution;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Bounds;

/// <summary>
/// Every operation has bounds in every domain, and no sampled input leaves them: the column of bounds in the table of operations × meanings. A new operation
/// adds a row by itself, a new domain is one more line in <see cref="BoundDomains.All"/>.
/// </summary>
/// <remarks>The variable <c>TRM_BOUND_SAMPLES</c> sets how many inputs are tried for each operation in each domain.</remarks>
public class BoundMeaningsTests
{
    private const int InputsOfRule = 50;
    private const int ShortRun = 600;

    /// <summary>Inputs for each field of the table.</summary>
    internal static int Samples => int.TryParse(
        Environment.GetEnvironmentVariable("TRM_BOUND_SAMPLES"), NumberStyles.None, CultureInfo.InvariantCulture, out int samples) ? samples : ShortRun;

    public static TheoryData<string, string> Table
    {
        get
        {
            var table = new TheoryData<string, string>();
            foreach (Type operation in OperationKinds.Types)
            {
                foreach (string domain in BoundDomains.All.Keys)
                {
                    table.Add(operation.Name, domain);
                }
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Every_operation_has_bounds_that_no_input_leaves(string operation, string domain)
    {
        int rules = Math.Max(1, Samples / InputsOfRule), each = Math.Max(InputsOfRule, Samples / Math.Min(rules, 2000));
        for (int at = 0; at * each < Samples; at++)
        {
            // In turn a rule that has the operation among others, and one that has hardly more.
            bool bare = at % 2 == 1;
            SampleCase sample = bare ? BareSamples.Draw(operation, seed: at) : OperationSamples.Draw(operation, seed: 1000 + at, maximumWidth: 16);

            string? escape = null;
            Exception? hole = Record.Exception(() => escape = BoundDomains.All[domain](sample, each, (ulong)at, bare ? 4 : 16));

            Assert.True(hole is null, $"A hole in the table: operation '{operation}' lacks bounds in the domain '{domain}'. {hole}");
            Assert.True(escape is null, $"Operation '{operation}', {domain}, rule {at}: {escape}");
        }
    }

    [Fact]
    public void Random_rules_stay_within_their_bounds()
    {
        foreach ((string domain, Func<SampleCase, int, ulong, int, string?> find) in BoundDomains.All)
        {
            for (int seed = 0; seed < 25; seed++)
            {
                string? escape = find(RandomRules.Draw(seed, maximumWidth: 16), 30, (ulong)seed, 16);

                Assert.True(escape is null, $"Rule {seed}, {domain}: {escape}");
            }
        }
    }
}
