using System.Runtime.CompilerServices;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Rules;

/// <summary>The memory of a session that nobody disposes outlives the last call that reads it.</summary>
public class SessionMemoryTests
{
    private const MethodImplOptions Optimised = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    // The others write to the session after its memory was read, which keeps it alive as well.
    [Theory]
    [InlineData(nameof(RuleSession.CopyState))]
    [InlineData(nameof(RuleSession.CopyEncoding))]
    [InlineData(nameof(RuleSession.Readout))]
    [InlineData(nameof(RuleSession.HaltLogit))]
    [InlineData(nameof(RuleSession.Residual))]
    public void A_collection_during_the_last_call_frees_nothing(string call)
    {
        // Code that is not optimised yet keeps everything alive; only then does the test mean anything.
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 40; i++)
            {
                Run(call, new Use());
            }

            Thread.Sleep(150);
        }

        var use = new Use { Collects = true };
        Run(call, use);

        Assert.True(use.InLastCall);
        Assert.False(use.FreedTooEarly);
    }

    [MethodImpl(Optimised)]
    private static void Run(string call, Use use)
    {
        Session session = Opened(use);
        switch (call)
        {
            case nameof(RuleSession.CopyState):
                session.CopyState(new float[1]);
                break;
            case nameof(RuleSession.CopyEncoding):
                session.CopyEncoding(new float[1]);
                break;
            case nameof(RuleSession.Readout):
                session.Readout();
                break;
            case nameof(RuleSession.HaltLogit):
                session.HaltLogit();
                break;
            default:
                session.Residual();
                break;
        }
    }

    [MethodImpl(Optimised)]
    private static Session Opened(Use use)
    {
        var session = new Session(use);
        session.Bind(new Problem(new Topology(1), 0, []));
        session.Step();
        use.InLastCall = use.Collects;
        return session;
    }

    private sealed class Use
    {
        public bool Collects { get; init; }

        public bool InLastCall { get; set; }

        public bool Freed { get; set; }

        public bool FreedTooEarly { get; private set; }

        [MethodImpl(Optimised)]
        public void Look()
        {
            if (InLastCall)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                FreedTooEarly |= Freed;
            }
        }
    }

    private sealed class Memory(Use use)
    {
        ~Memory() => use.Freed = true;
    }

    private sealed class Session(Use use) : RuleSession(stateWidth: 1)
    {
        private readonly Memory _memory = new(use);

        public Memory Memory => _memory;

        protected override void Prepare(Problem problem)
        {
        }

        protected override void WriteStart()
        {
        }

        protected override void WriteState(ReadOnlySpan<float> state)
        {
        }

        protected override void Advance()
        {
        }

        [MethodImpl(Optimised)]
        protected override void ReadState(Span<float> state) => use.Look();

        [MethodImpl(Optimised)]
        protected override void ReadEncoding(Span<float> encoding) => use.Look();

        [MethodImpl(Optimised)]
        protected override ReadOnlySpan<float> ReadLogits()
        {
            use.Look();
            return [];
        }

        [MethodImpl(Optimised)]
        protected override float? ReadHalting()
        {
            use.Look();
            return null;
        }

        [MethodImpl(Optimised)]
        protected override float LargestChange()
        {
            use.Look();
            return 0f;
        }
    }
}
