using TinyRecursion.Tasks.Arc;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Cli.Arc;

/// <summary>The answers of a model, as votes, and what they took.</summary>
internal sealed class ArcVotes
{
    private long _steps;

    /// <summary>The votes.</summary>
    public ArcVote Vote { get; } = new();

    /// <summary>Sequences run.</summary>
    public int Count { get; private set; }

    /// <summary>Those whose tokens show no grid, so that they give no vote.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Most steps of a sequence.</summary>
    public int MaximumSteps { get; private set; }

    /// <summary>Mean steps of a sequence.</summary>
    public double MeanSteps => Count == 0 ? 0 : _steps / (double)Count;

    /// <summary>Adds an answer.</summary>
    /// <param name="puzzle">The name of the augmented task.</param>
    /// <param name="inputs">The tokens that were seen.</param>
    /// <param name="result">What the model made of them.</param>
    public void Add(string puzzle, int[] inputs, SequenceResult result)
    {
        Count++;
        _steps += result.Steps;
        MaximumSteps = Math.Max(MaximumSteps, result.Steps);
        if (ArcEncoding.Decode(result.Tokens) is { } answer)
        {
            Vote.AddAugmented(puzzle, ArcEncoding.Decode(inputs)!, answer, result.Confidence);
        }
        else
        {
            Unreadable++;
        }
    }
}
