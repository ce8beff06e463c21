namespace TinyRecursion.Recursion;

/// <summary>How <see cref="NestedCycles"/> repeats its rule, and where it starts.</summary>
internal sealed record NestedCyclesOptions
{
    /// <summary>The most applications of the rule in one step; a run can be cancelled between steps alone.</summary>
    public const int MaximumRuleSteps = 1 << 12;

    /// <summary>Outer cycles H of one step, at least one.</summary>
    public required int HighCycles { get; init; }

    /// <summary>Inner cycles L of each outer one, at least one.</summary>
    public required int LowCycles { get; init; }

    /// <summary>What every cell of the high state starts from, one state width; empty for zeros. Copied.</summary>
    public ReadOnlyMemory<float> HighStart { get; init => field = value.ToArray(); }

    /// <summary>What every cell of the low state starts from, one state width; empty for zeros. Copied.</summary>
    public ReadOnlyMemory<float> LowStart { get; init => field = value.ToArray(); }

    /// <summary>Applications of the rule in one step.</summary>
    public long RuleSteps => HighCycles * ((long)LowCycles + 1);

    /// <summary>Checks the options against a rule.</summary>
    /// <param name="stateWidth">The rule's state width.</param>
    /// <exception cref="ArgumentException">A number of cycles is below one, or a start has another width.</exception>
    public void Validate(int stateWidth)
    {
        if (HighCycles < 1 || LowCycles < 1)
        {
            throw new ArgumentException($"{HighCycles} high and {LowCycles} low cycles; both must be at least 1.");
        }

        if (RuleSteps > MaximumRuleSteps)
        {
            throw new ArgumentException($"{RuleSteps} applications of the rule a step; at most {MaximumRuleSteps} can be run.");
        }

        foreach (ReadOnlyMemory<float> start in new[] { HighStart, LowStart })
        {
            if (start.Length != 0 && start.Length != stateWidth)
            {
                throw new ArgumentException($"A start of {start.Length} entries, the state width is {stateWidth}.");
            }
        }
    }

    /// <summary>Fills a state of <see cref="NestedCycles"/> with its start.</summary>
    /// <param name="state">Cells × twice the rule's state width, row by row.</param>
    /// <param name="stateWidth">The rule's state width.</param>
    public void FillStart(Span<float> state, int stateWidth)
    {
        state.Clear();
        for (int at = 0; at < state.Length; at += 2 * stateWidth)
        {
            HighStart.Span.CopyTo(state.Slice(at, stateWidth));
            LowStart.Span.CopyTo(state.Slice(at + stateWidth, stateWidth));
        }
    }
}
