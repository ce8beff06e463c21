using System.Text;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// Reads and writes DIMACS CNF: comment lines that start with <c>c</c>, the line <c>p cnf VARIABLES CLAUSES</c>, then the clauses as
/// signed numbers that end with 0, over any number of lines. A line <c>%</c> ends the clauses, behind which a line <c>0</c> may
/// stand, as in SATLIB's files. What is wrong is an error that names the line and the column.
/// </summary>
internal static class DimacsFile
{
    /// <summary>Reads one formula.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="InstanceFormatException">The text is not DIMACS CNF, or larger than a <see cref="CnfFormula"/> may be.</exception>
    public static CnfFormula Read(TextReader reader, string name)
    {
        var cursor = new DimacsCursor(reader, name);
        (int variables, int count) = ReadHeader(cursor);
        // Grown as clauses come: what the header promises may be a lie.
        var clauses = new List<int[]>();
        var clause = new List<int>();
        long literals = 0;
        int header = cursor.Line;
        while (NextWord(cursor))
        {
            if (cursor.Line == header)
            {
                throw cursor.Error("text behind the numbers of the line 'p cnf': clauses begin on a line of their own");
            }

            int number = cursor.Number("a literal");
            if (number == 0)
            {
                clauses.Add(clauses.Count < count
                    ? [.. clause]
                    : throw cursor.Error($"more than the {count} clauses that the line 'p cnf' says"));
                clause.Clear();
                continue;
            }

            if (number == int.MinValue || Math.Abs(number) > variables)
            {
                throw cursor.Error($"literal {number} is of none of the {variables} variables");
            }

            clause.Add(++literals <= CnfFormula.MaximumLiterals
                ? Literal.FromNumber(number)
                : throw cursor.Error($"more than {CnfFormula.MaximumLiterals} literals"));
        }

        if (clause.Count > 0)
        {
            throw cursor.Error("the last clause does not end with 0");
        }

        return clauses.Count == count
            ? new CnfFormula(variables, clauses)
            : throw cursor.Error($"{clauses.Count} clauses, the line 'p cnf' says {count}");
    }

    /// <summary>Writes one formula, a clause a line.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="comment">A comment of one line, or null.</param>
    public static void Write(TextWriter writer, CnfFormula formula, string? comment = null)
    {
        if (comment is not null)
        {
            writer.Write($"c {IO.MessageLine.Of(comment)}\n");
        }

        writer.Write($"p cnf {formula.Variables} {formula.ClauseCount}\n");
        var line = new StringBuilder();
        for (int clause = 0; clause < formula.ClauseCount; clause++)
        {
            line.Clear();
            foreach (int literal in formula.Clause(clause))
            {
                line.Append(Literal.ToNumber(literal)).Append(' ');
            }

            writer.Write(line.Append("0\n"));
        }
    }

    private static (int Variables, int Clauses) ReadHeader(DimacsCursor cursor)
    {
        if (!NextWord(cursor) || !cursor.StartsLine || cursor.Word is not "p")
        {
            throw cursor.Error("expected the line 'p cnf VARIABLES CLAUSES'");
        }

        if (!cursor.Next() || cursor.StartsLine || cursor.Word is not "cnf")
        {
            throw cursor.Error("expected 'cnf' after 'p'");
        }

        return (Count("variables", CnfFormula.MaximumVariables), Count("clauses", CnfFormula.MaximumClauses));

        int Count(string what, int most)
        {
            int number = cursor.Next() && cursor.StartsLine ? throw cursor.Error($"expected the number of {what} on the line 'p cnf'") : cursor.Number($"the number of {what}");
            return number >= 0 && number <= most ? number : throw cursor.Error($"{number} {what}, at most {most} are allowed");
        }
    }

    /// <summary>Goes to the next word that is not in a comment; false at the end, which <c>%</c> is too.</summary>
    private static bool NextWord(DimacsCursor cursor)
    {
        while (cursor.Next())
        {
            if (cursor.StartsLine && cursor.Word is "%")
            {
                return cursor.Next() && (cursor.Word is not "0" || cursor.Next())
                    ? throw cursor.Error("behind '%', which ends the clauses, nothing stands but a 0")
                    : false;
            }

            if (!cursor.StartsLine || cursor.Word[0] != 'c')
            {
                return true;
            }

            cursor.SkipLine();
        }

        return false;
    }
}
