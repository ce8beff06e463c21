using TinyRecursion.Execution.Finite;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Assurance.Proofs;

/// <summary>Paths marked by the learned wave rule are the published shortest paths on mazes of any size.</summary>
internal sealed class MazeTheorem : ITheorem
{
    private static readonly string[] Directions = ["below", "left", "right", "above"];

    public string Name => "maze";

    public string Task => "maze";

    public string Model => "maze-proved";

    public string Statement =>
        "For every rectangular maze of any size with one start S and one goal G: repeating the rule from zeros changes "
        + "something in every step up to step T and nothing after it, where T <= 2 * cells - 1. Then, if a path leads from S to "
        + "G, the cells whose logit is above zero are those of one shortest path, the one that from S always takes the first "
        + "direction in the order down, left, right, up that comes closer to G (the published tie-break); if none does, no "
        + "logit is above zero.";

    public string SpecificationText =>
        "A cell is a wall, free, the start or the goal; it holds one of 11 symbols (blank; a direction D, L, R, U; goal; and the "
        + "last five on the path) and sees what its neighbours down, left, right and up hold, blank for a wall and beyond the edge. A wall "
        + "becomes blank. The goal, if blank, becomes 'goal'. Another blank cell with a neighbour that is not blank becomes the "
        + "direction of the first such neighbour, on the start at once that direction on the path. A direction or the goal that "
        + "is not on the path becomes the same on the path if a neighbour is on the path and points here. Anything else stays.";

    public ILocalSpecification Specification { get; } = new WaveSpecification();

    public string Induction =>
        "Let d(c) be the fewest moves from cell c to G, infinite for walls and where there is no path; for neighbours n and c "
        + "that are no walls d(n) and d(c) differ by at most 1. For c other than G with d(c) finite let next(c) be the first "
        + "neighbour in the order down, left, right, up with d(next(c)) = d(c) - 1. "
        + "Wave: after t steps exactly the cells with d(c) <= t - 1 are not blank; G then holds 'goal', any other of them the "
        + "direction of next(c), on the path or not. By induction on t. t = 0: all are blank. From t to t + 1: walls stay "
        + "blank; what is not blank keeps its direction (kept). A cell c that is no wall and blank has d(c) >= t, so its "
        + "neighbours have d >= t - 1, and those that are not blank, d <= t - 1, are exactly those with d = t - 1. Hence c "
        + "stops being blank exactly if d(c) = t (G: t = 0), and the first of these neighbours is next(c). "
        + "Walk: let L = d(S) be finite, p_0 = S and p_(j+1) = next(p_j), so that p_L = G. After t steps the cells on the path "
        + "are exactly p_0 .. p_(t-L-1), none for t <= L, all L + 1 from t = 2L + 1 on. By induction on t. A blank cell gets on "
        + "the path only if it is S and gets its direction, which is in step L + 1. Any other cell gets on the path only if a "
        + "neighbour on the path points at it: p_j for j < L points at p_(j+1), and 'goal' points nowhere. If p_0 .. p_k with "
        + "k = t - L - 1 < L are on the path, those pointed at are p_1 .. p_(k+1), and p_(k+1) is not blank, since d(p_(k+1)) = "
        + "L - k - 1 <= t - 1: exactly p_(k+1) joins. "
        + "End: let E be the largest finite d. Steps 1 .. E + 1 each reach cells, since every distance up to E occurs; steps "
        + "L + 1 .. 2L + 1 each take a cell on the path; L <= E, so that something changes in every step up to T = max(E + 1, "
        + "2L + 1), or E + 1 without a path, and nothing after it. E is at most cells - 1. "
        + "Answer: logits are above zero exactly on the path (readout). With a path that is p_0 .. p_L. Without one, S stays blank, "
        + "and nothing ever is on the path.";

    public IReadOnlyList<Premise> Premises { get; } =
    [
        new Premise("kept", "On cells that are no walls, a symbol that is not blank keeps its direction, and on the path stays on the path.", CheckKept),
        new Premise("readout", "The logit of a symbol is above zero exactly if it is on the path.", CheckReadout),
    ];

    public string Describe(ReadOnlySpan<int> inputs)
    {
        string around = string.Empty;
        for (int direction = 0; direction < Directions.Length; direction++)
        {
            around += $"; {Directions[direction]} {DescribeSymbol(inputs[2 + direction])}";
        }

        return $"{Of((MazeCell)inputs[0])} that holds {DescribeSymbol(inputs[1])}{around}";

        static string Of(MazeCell kind) => kind switch
        {
            MazeCell.Wall => "a wall", MazeCell.Free => "a free cell", MazeCell.Start => "the start", _ => "the goal",
        };
    }

    public string DescribeSymbol(int symbol)
    {
        string[] names = ["blank", "D", "L", "R", "U", "goal"];
        return symbol < names.Length ? names[symbol] : names[symbol - (names.Length - 1)] + " on the path";
    }

    private static PremiseResult CheckKept(FiniteMachine machine)
    {
        const int ToPath = WaveSymbol.PathDown - WaveSymbol.Down;
        var inputs = new int[machine.Shape.InputCount];
        for (int key = 0; key < machine.Table.Length; key++)
        {
            machine.Shape.Inputs(key, inputs);
            int own = inputs[1], next = machine.Table[key];
            if (inputs[0] != (int)MazeCell.Wall && own != 0 && next != own && (WaveSpecification.IsOnPath((WaveSymbol)own) || next != own + ToPath))
            {
                return new PremiseResult(key + 1, $"combination {key}: symbol {own} becomes {next}");
            }
        }

        return new PremiseResult(machine.Table.Length, null);
    }

    private static PremiseResult CheckReadout(FiniteMachine machine)
    {
        int symbols = machine.Shape.Symbols;
        var alone = new NeighbourRelation(MazeGrid.Relation, symbols, MazeGrid.Degree, [.. Enumerable.Repeat(NeighbourRelation.None, symbols * MazeGrid.Degree)]);
        using FiniteSession session = machine.OpenFinite();
        session.Bind(new Problem(new Topology(symbols, alone), MazeGrid.FeatureColumns, new int[symbols]));
        session.SetSymbols([.. Enumerable.Range(0, symbols).Select(symbol => (ushort)symbol)]);
        ReadOnlySpan<float> logits = session.Readout();
        for (int symbol = 0; symbol < symbols; symbol++)
        {
            if (logits.Length != symbols || logits[symbol] > 0f != WaveSpecification.IsOnPath((WaveSymbol)symbol))
            {
                return new PremiseResult(symbol + 1, $"symbol {symbol} has a logit of {logits[symbol]}");
            }
        }

        return new PremiseResult(symbols, null);
    }
}
