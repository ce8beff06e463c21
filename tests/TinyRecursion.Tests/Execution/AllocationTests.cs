using TinyRecursion.Execution.Float;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>Running a rule allocates nothing once a problem is bound.</summary>
public class AllocationTests
{
    public static TheoryData<string> Operations => OperationKinds.Names;

    [Theory]
    [MemberData(nameof(Operations))]
    public void A_step_allocates_nothing(string operation)
    {
        SampleCase sample = OperationSamples.Draw(operation, seed: 6, maximumWidth: 64);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var session = new FloatSession(weights);
        session.Bind(sample.Problem);
        session.SetState(sample.InitialState);
        var state = new float[sample.InitialState.Length];

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            session.Step();
            session.CopyState(state);
            _ = session.Residual();
            _ = session.Readout();
        }));
    }

    [Fact]
    public void Setting_a_state_allocates_nothing()
    {
        SampleCase sample = RandomRules.Draw(3, 64);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var session = new FloatSession(weights);
        session.Bind(sample.Problem);

        Assert.Equal(0, AllocatedBytes.Of(() => session.SetState(sample.InitialState)));
    }
}
