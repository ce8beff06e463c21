using System.Numerics;
using TinyRecursion.Assurance.Checker.Reading;

namespace TinyRecursion.Assurance.Checker.Answers;

/// <summary>
/// Sudoku: a filled grid, and that it is the only one or that there is none, by a tree of assumptions whose leaves plain propagation closes.
/// A cell is the set of digits that it may hold, bit d - 1 for digit d.
/// </summary>
internal sealed class SudokuProof(int side, int[] tree, uint[]? solution)
{
    private const string Symbols = ".123456789ABCDEFGHIJKLMNOP";

    private readonly int[][] _units = Units(side);
    private int _at;
    private int _broken;

    public static string? Check(ref ProofReader reader)
    {
        string claim = reader.ReadClaim("solution", "unique", "none");
        uint[] puzzle = Board(ref reader, "puzzle"), solution = claim == "none" ? puzzle : Board(ref reader, "solution");
        if (puzzle.Length != solution.Length)
        {
            throw reader.Error($"the puzzle has {puzzle.Length} cells, the solution {solution.Length}");
        }

        int[] tree = claim == "solution" ? [] : reader.Numbers<int>("tree", 0, puzzle.Length);
        var proof = new SudokuProof((int)Math.Sqrt(puzzle.Length), tree, claim == "none" ? null : solution);
        string? failure = claim == "none" ? null : proof.CheckSolution(puzzle, solution);
        return claim == "solution" ? failure : failure ?? proof.CheckNode(puzzle) ?? (proof._at == tree.Length ? null : $"tree: {tree.Length - proof._at} numbers behind its last leaf");
    }

    private static uint[] Board(ref ProofReader reader, string field)
    {
        string text = reader.Text(field);
        int side = text.Length switch { 16 => 4, 36 => 6, 81 => 9, 256 => 16, 625 => 25, _ => throw reader.Error($"{text.Length} cells: expected 16, 36, 81, 256 or 625") };
        int stray = text.AsSpan().IndexOfAnyExcept(Symbols.AsSpan(0, side + 1));
        return stray >= 0 ? throw reader.Error($"cell {stray} holds no digit of such a board")
            : [.. text.Select(symbol => symbol == '.' ? (1u << side) - 1 : 1u << (Symbols.IndexOf(symbol, StringComparison.Ordinal) - 1))];
    }

    private string? CheckSolution(uint[] puzzle, uint[] solved)
    {
        int wrong = Array.FindIndex(solved, mask => !BitOperations.IsPow2(mask));
        wrong = wrong >= 0 ? wrong : Enumerable.Range(0, solved.Length).FirstOrDefault(cell => (solved[cell] & puzzle[cell]) == 0, -1);
        return wrong >= 0 ? $"solution: row {(wrong / side) + 1}, column {(wrong % side) + 1} {(BitOperations.IsPow2(solved[wrong]) ? "is not the digit that is given" : "is empty")}"
            : Propagate([.. solved]) ? null
            : $"solution: a digit stands twice in {(_broken / side) switch { 0 => "row", 1 => "column", _ => "box" }} {(_broken % side) + 1}";
    }

    // Every assumption settles a cell that was open, so that no tree is deeper than the board has cells.
    private string? CheckNode(uint[] cells)
    {
        int place = _at;
        bool isOpen = Propagate(cells);
        int count = place < tree.Length ? tree[_at++] : 0;
        if (count == 0)
        {
            return place >= tree.Length ? "tree: ends before its last leaf"
                : !isOpen || (solution is not null && cells.AsSpan().SequenceEqual(solution)) ? null
                : $"tree, number {place}: a leaf that propagation does not close";
        }

        if (!isOpen || (tree.Length - _at) / 2 < count)
        {
            return $"tree, number {place}: {(isOpen ? "ends before its last leaf" : "divides what propagation closes")}";
        }

        ReadOnlySpan<int> pairs = tree.AsSpan(_at, 2 * count);
        _at += pairs.Length;
        for (int i = 0; i < pairs.Length; i += 2)
        {
            if (pairs[i] >= cells.Length || pairs[i + 1] < 1 || pairs[i + 1] > side || BitOperations.IsPow2(cells[pairs[i]]) || (cells[pairs[i]] & Bit(pairs[i + 1])) == 0)
            {
                return $"tree, number {place}: assumes digit {pairs[i + 1]} in cell {pairs[i]}, which is not open to it";
            }
        }

        string? failure = Covers(cells, pairs) ? null : $"tree, number {place}: a branch is missing: neither all digits of a cell nor all places of a digit";
        for (int i = 0; i < pairs.Length && failure is null; i += 2)
        {
            uint[] below = [.. cells];
            below[pairs[i]] = Bit(pairs[i + 1]);
            failure = CheckNode(below);
        }

        return failure;
    }

    /// <summary>Whether one of the assumptions holds in every solution: they are all that is left to a cell, or to a digit in a unit.</summary>
    private bool Covers(uint[] cells, ReadOnlySpan<int> pairs)
    {
        var assumed = new uint[cells.Length];
        uint digits = 0;
        for (int i = 0; i < pairs.Length; i += 2)
        {
            digits |= Bit(pairs[i + 1]);
            assumed[pairs[i]] |= Bit(pairs[i + 1]);
        }

        return cells[pairs[0]] == assumed[pairs[0]]
            || (BitOperations.IsPow2(digits) && Array.Exists(_units, unit => Array.TrueForAll(unit, cell => (cells[cell] & digits & ~assumed[cell]) == 0)));
    }

    /// <summary>
    /// Removes the digit of a settled cell from the others of its units, and from the only place of a digit all others, until nothing changes.
    /// </summary>
    /// <returns>False where a cell is left without a digit, a digit without a place, or a digit twice in a unit.</returns>
    private bool Propagate(uint[] cells)
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            for (_broken = 0; _broken < _units.Length; _broken++)
            {
                uint once = 0, twice = 0, settled = 0;
                foreach (int cell in _units[_broken])
                {
                    uint mask = cells[cell];
                    if (BitOperations.IsPow2(mask) && (settled & mask) != 0)
                    {
                        return false;
                    }

                    (twice, once, settled) = (twice | (once & mask), once | mask, settled | (BitOperations.IsPow2(mask) ? mask : 0));
                }

                uint only = once & ~twice;
                foreach (int cell in _units[_broken])
                {
                    uint mask = cells[cell], next = BitOperations.IsPow2(mask) ? mask : mask & ~settled;
                    next = (mask & only) != 0 ? mask & only : next;
                    if (next == 0 || once != (1u << side) - 1 || BitOperations.PopCount(mask & only) > 1)
                    {
                        return false;
                    }

                    changed |= next != mask;
                    cells[cell] = next;
                }
            }
        }

        return true;
    }

    private static uint Bit(int digit) => 1u << (digit - 1);

    // Rows, columns, boxes.
    private static int[][] Units(int side)
    {
        int rows = side switch { 4 or 6 => 2, 9 => 3, 16 => 4, _ => 5 }, columns = side / rows;
        return
        [
            .. Enumerable.Range(0, 3 * side).Select(unit => Enumerable.Range(0, side).Select(k => (unit / side, unit % side) switch
            {
                (0, int i) => (i * side) + k,
                (1, int i) => (k * side) + i,
                (_, int i) => (((i / rows * rows) + (k / columns)) * side) + (i % rows * columns) + (k % columns),
            }).ToArray()),
        ];
    }
}
