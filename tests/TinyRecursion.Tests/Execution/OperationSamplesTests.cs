using Xunit;

namespace TinyRecursion.Tests.Execution;

public class OperationSamplesTests
{
    public static TheoryData<string> Operations => OperationKinds.Names;

    [Fact]
    public void The_set_of_operations_is_found() => Assert.True(OperationKinds.Types.Count >= 17);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_has_a_sample_that_uses_it(string operation)
    {
        SampleCase sample = OperationSamples.Draw(operation, seed: 1, maximumWidth: 32);

        Assert.True(sample.Uses(operation), $"The sample of '{operation}' does not use it.");
    }
}
