using TinyRecursion.Rules;
using TorchSharp;

namespace TinyRecursion.TorchComparison;

/// <summary>TorchSharp, eager: the whole batch at once, dense, threads within each operation.</summary>
internal sealed class TorchSide : ISide
{
    private readonly TorchRelationalRule _rule;
    private readonly TorchBoards _boards;
    private readonly torch.Tensor _start;

    /// <summary>Sets a batch up.</summary>
    /// <param name="options">The rule.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="boards">The batch.</param>
    /// <param name="start">The starting state of every candidate of every board.</param>
    public TorchSide(
        RelationalRuleOptions options, float[] parameters, IReadOnlyList<CandidateBoard> boards, float[] start)
    {
        _rule = new TorchRelationalRule(options, parameters);
        _boards = new TorchBoards(boards);
        _start = torch.tensor(start, [start.Length / options.StateWidth, options.StateWidth]);
    }

    /// <inheritdoc/>
    public void Run(int steps, float[] gradient) => _rule.Run(_boards, _start, steps, gradient);

    /// <inheritdoc/>
    public void Dispose()
    {
        _rule.Dispose();
        _boards.Dispose();
        _start.Dispose();
    }
}
