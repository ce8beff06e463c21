using TorchSharp;
using static TorchSharp.torch;

namespace TinyRecursion.TorchComparison;

/// <summary>
/// A batch of 9×9 boards with all 729 candidates, so that every relation is a reshape: [batch, row, column, digit, width].
/// Dead candidates are masked, or left out of all thought where no board has any.
/// </summary>
internal sealed class TorchBoards : TorchRelations
{
    private readonly int _batch;
    private readonly Tensor[] _features;
    private readonly Tensor? _live;
    private readonly Tensor? _dead;
    private readonly Unit[] _units;
    private readonly Tensor _openCells;
    private readonly Tensor _labels;
    private readonly Tensor _shares;

    /// <summary>Lays boards out.</summary>
    /// <param name="boards">The batch.</param>
    public TorchBoards(IReadOnlyList<CandidateBoard> boards)
    {
        using DisposeScope scope = NewDisposeScope();
        _batch = boards.Count;
        bool[] live = boards.SelectMany(board => board.Live).ToArray();
        Tensor mask = tensor(Array.ConvertAll(live, one => one ? 1f : 0f), [_batch, 9, 9, 9, 1]);
        bool masked = live.Contains(false);
        if (masked)
        {
            _live = mask.MoveToOuterDisposeScope();
            _dead = mask.view(-1, 9).eq(0f).MoveToOuterDisposeScope();
        }

        _features = Enumerable.Range(0, 4).Select(column => tensor(Sizes(boards, column))).ToArray();
        Tensor boxes = mask.view(_batch, 3, 3, 3, 3, 9, 1);
        _units =
        [
            new Unit("cell", [3], [_batch, 9, 9, 9], masked ? Share(mask, 3) : null),
            new Unit("line", [2], [_batch, 9, 9, 9], masked ? Share(mask, 2) : null),
            new Unit("line", [1], [_batch, 9, 9, 9], masked ? Share(mask, 1) : null),
            new Unit("box", [2, 4], [_batch, 3, 3, 3, 3, 9], masked ? Share(boxes, 2, 4) : null),
        ];

        var open = new List<long>();
        var labels = new List<long>();
        var shares = new List<float>();
        for (int b = 0; b < _batch; b++)
        {
            int group = 0;
            for (int cell = 0; cell < 81; cell++)
            {
                int[] digits = Enumerable.Range(0, 9).Where(digit => boards[b].Live[(cell * 9) + digit]).ToArray();
                if (digits.Length > 0)
                {
                    open.Add((b * 81) + cell);
                    labels.Add(digits[boards[b].Labels[group++]]);
                    shares.Add(1f / boards[b].Labels.Length);
                }
            }
        }

        _openCells = tensor(open.ToArray());
        _labels = tensor(labels.ToArray());
        _shares = tensor(shares.ToArray());
        scope.MoveToOuter([.. _features, _openCells, _labels, _shares]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Features => _features;

    /// <inheritdoc/>
    public override void Hear(Tensor update, Tensor message, Func<string, Tensor> weight)
    {
        // Messages are not negative, so a zero in place of a dead one changes neither sum nor maximum.
        Tensor flat = _live is null ? message : message * _live.view(-1, 1);
        foreach (Unit unit in _units)
        {
            Tensor messages = flat.view([.. unit.Shape, message.shape[1]]);
            Tensor mean = unit.Share is null
                ? messages.mean(unit.Axes, keepdim: true)
                : messages.sum(unit.Axes, keepdim: true).mul_(unit.Share);
            Tensor largest = messages.amax(unit.Axes, keepdim: true);
            Tensor heard = matmul(cat([mean, largest], -1), weight(unit.Relation + ".weight"));
            update.view([.. unit.Shape, update.shape[1]]).add_(heard);
        }
    }

    /// <inheritdoc/>
    public override Tensor Loss(Tensor logits)
    {
        Tensor cells = logits.view(-1, 9);
        Tensor choices = (_dead is null ? cells : cells.masked_fill(_dead, float.NegativeInfinity)).index_select(0, _openCells);
        return (nn.functional.cross_entropy(choices, _labels, reduction: nn.Reduction.None) * _shares).sum();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (Tensor? tensor in (Tensor?[])
            [.. _features, _live, _dead, _openCells, _labels, _shares, .. _units.Select(unit => unit.Share)])
        {
            tensor?.Dispose();
        }
    }

    /// <summary>One divided by the live members of each group; 1 for groups without any.</summary>
    private static Tensor Share(Tensor mask, params long[] axes) =>
        mask.sum(axes, keepdim: true).clamp_min(1f).reciprocal().MoveToOuterDisposeScope();

    private static long[] Sizes(IReadOnlyList<CandidateBoard> boards, int column)
    {
        var sizes = new long[boards.Count * CandidateBoard.Candidates];
        for (int b = 0; b < boards.Count; b++)
        {
            var counts = new long[81];
            for (int candidate = 0; candidate < CandidateBoard.Candidates; candidate++)
            {
                counts[CandidateBoard.GroupOf(column, candidate)] += boards[b].Live[candidate] ? 1 : 0;
            }

            for (int candidate = 0; candidate < CandidateBoard.Candidates; candidate++)
            {
                sizes[(b * CandidateBoard.Candidates) + candidate] = counts[CandidateBoard.GroupOf(column, candidate)];
            }
        }

        return sizes;
    }

    /// <summary>One kind of group.</summary>
    /// <param name="Relation">The relation that it belongs to.</param>
    /// <param name="Axes">The axes to pool over.</param>
    /// <param name="Shape">The shape that has them, without the width.</param>
    /// <param name="Share">What a sum is multiplied by to make it a mean; null where all groups are full.</param>
    private sealed record Unit(string Relation, long[] Axes, long[] Shape, Tensor? Share);
}
