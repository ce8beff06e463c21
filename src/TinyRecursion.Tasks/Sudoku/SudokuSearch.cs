using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Complete search of a board, alone or guided by a rule: it finds a solution, shows that there is none, or gives up.</summary>
public static class SudokuSearch
{
    /// <summary>Steps of a guiding rule at a node: more say more and cost more.</summary>
    public const int GuideSteps = 16;

    /// <summary>Makes a search.</summary>
    /// <param name="limits">When it gives up.</param>
    /// <param name="guide">
    /// A rule over the relations of <see cref="SudokuEncoding"/> with a readout of width one whose logits say which digit to try
    /// first; null to try them in order.
    /// </param>
    /// <param name="guideDepth">The deepest nodes at which the rule is asked, 0 for the root alone.</param>
    /// <returns>A search that goes on until it has shown whether the first solution is the only one.</returns>
    public static TreeSearch<SudokuBoard, SudokuCandidates, SudokuBoard> Create(
        SearchLimits limits, IRule? guide = null, int guideDepth = int.MaxValue) =>
        new(SudokuBranching.OfCellsAndPlaces, guide is null ? null : Guide(guide, guideDepth)) { Limits = limits, AnswersWanted = 2 };

    private static RecursionGuide<SudokuCandidates, EncodedLogits> Guide(IRule rule, int depth)
    {
        var loop = new Loop(rule, Halting.Steps(GuideSteps));
        return new RecursionGuide<SudokuCandidates, EncodedLogits>(
            new PlainRecursion<SudokuCandidates, EncodedLogits>((node, trace, cancellation) => Score(loop, node, trace, cancellation)), Read)
        {
            MaximumDepth = depth,
        };
    }

    private static Outcome<EncodedLogits> Score(Loop loop, SudokuCandidates node, ITrace? trace, CancellationToken cancellation)
    {
        EncodedSudoku encoded = SudokuEncoding.Encode(node.ToBoard(), node);
        Outcome<RuleState> run = loop.Run(
            new RuleState(encoded.Problem), trace is null ? null : new SudokuDecodingTrace(encoded.Puzzle.CellCount, encoded.Decode, trace), cancellation);
        return new Outcome<EncodedLogits>(new EncodedLogits(encoded, run.Answer!.Logits), run.Reason, run.Steps);
    }

    // A node above may have had more candidates, never fewer.
    private static void Read(SudokuCandidates node, EncodedLogits answer, Span<SearchChoice> choices)
    {
        Span<float> logits = stackalloc float[choices.Length];
        for (int i = 0; i < choices.Length; i++)
        {
            int at = answer.Encoded.CandidateCells.IndexOf(choices[i].Variable);
            while (answer.Encoded.CandidateDigits[at] != choices[i].Value)
            {
                at++;
            }

            logits[i] = answer.Logits.Span[at];
        }

        float largest = float.NegativeInfinity, sum = 0f;
        foreach (float score in logits)
        {
            largest = MathF.Max(largest, score);
        }

        foreach (float score in logits)
        {
            sum += MathF.Exp(score - largest);
        }

        for (int i = 0; i < choices.Length; i++)
        {
            choices[i].Score = logits[i] - largest - MathF.Log(sum);
        }
    }

    /// <summary>What the rule said of the candidates of a node.</summary>
    private sealed record EncodedLogits(EncodedSudoku Encoded, ReadOnlyMemory<float> Logits);
}
