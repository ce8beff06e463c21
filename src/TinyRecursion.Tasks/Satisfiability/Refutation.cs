using System.Buffers.Text;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// A refutation that a search leaves behind, clause by clause (DRAT): where propagation closes a node, the clause that one of the decisions above
/// it is wrong follows by propagation alone. A node's clause follows from that of its first choice, which is deleted then, and the closed second.
/// </summary>
/// <param name="formula">The formula that is searched, to name its variables as in the whole one.</param>
internal sealed class Refutation(CompactFormula formula)
{
    /// <summary>Numbers that are kept, a gigabyte of them.</summary>
    private const int MaximumLength = 1 << 28;

    // A step is 0 for an addition or 1 for a deletion, its literals as signed numbers, and 0.
    private readonly List<int> _steps = [];
    private readonly List<int> _decisions = [];
    private readonly List<int> _visits = [0];

    /// <summary>Whether it was too long to keep.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Follows the search, depth first, to its next node.</summary>
    /// <param name="depth">Choices above the node.</param>
    /// <param name="variable">The variable of the last of them, in the formula that is searched.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isClosed">Whether propagation closes the node.</param>
    public void Visit(int depth, int variable, bool value, bool isClosed)
    {
        _decisions.RemoveRange(depth, _decisions.Count - depth);
        _decisions.Add(depth == 0 ? 0 : Literal.ToNumber(Literal.Of(formula.VariableAt(variable), value)));
        _visits.RemoveRange(depth + 1, _visits.Count - depth - 1);
        _visits[depth]++;
        _visits.Add(0);
        if (isClosed)
        {
            Close(depth);
        }
    }

    /// <summary>The steps: whether a clause is deleted, and its literals as signed numbers.</summary>
    public IEnumerable<(bool Deletes, ReadOnlyMemory<int> Clause)> Steps()
    {
        int[] steps = [.. _steps];
        for (int start = 0; start < steps.Length;)
        {
            int length = steps.AsSpan(start + 1).IndexOf(0);
            yield return (steps[start] == 1, steps.AsMemory(start + 1, length));
            start += length + 2;
        }
    }

    /// <summary>Writes the steps as the text that independent checkers read, one a line.</summary>
    public void Write(Stream output)
    {
        Span<byte> digits = stackalloc byte[16];
        foreach ((bool deletes, ReadOnlyMemory<int> clause) in Steps())
        {
            output.Write(deletes ? "d "u8 : []);
            foreach (int number in clause.Span)
            {
                Utf8Formatter.TryFormat(number, digits, out int length);
                output.Write(digits[..length]);
                output.WriteByte((byte)' ');
            }

            output.Write("0\n"u8);
        }
    }

    /// <summary>Whether a file can be a refutation: lines of numbers that end with 0, the last one that alone.</summary>
    /// <param name="path">The file.</param>
    public static bool IsText(string path)
    {
        string last = string.Empty;
        return File.ReadLines(path).All(line => ((last = line) == "0" || line.EndsWith(" 0", StringComparison.Ordinal)) && line.All("0123456789 -d".Contains)) && last == "0";
    }

    private void Close(int depth)
    {
        // The second choice of a node closes the node too, and with it every node above whose second choice this is.
        int top = depth;
        while (top > 0 && _visits[top] == 2)
        {
            top--;
        }

        Add(top, kind: 0, negated: top);
        for (int below = top + 1; top > 0 && below <= depth; below++)
        {
            Add(below, kind: 1, negated: below - 1);
        }
    }

    /// <summary>Adds a step: the negations of so many decisions, and those after them up to a depth as they are.</summary>
    private void Add(int depth, int kind, int negated)
    {
        IsTooLong |= _steps.Count > MaximumLength - depth - 2;
        if (IsTooLong)
        {
            return;
        }

        _steps.Add(kind);
        for (int at = 1; at <= depth; at++)
        {
            _steps.Add(at <= negated ? -_decisions[at] : _decisions[at]);
        }

        _steps.Add(0);
    }
}
