namespace TinyRecursion.Tasks.Arc;

/// <summary>Compares answers with the right grids: size and every cell. It knows no model.</summary>
internal static class ArcChecker
{
    /// <summary>Checks an answer and says what is wrong with it.</summary>
    /// <param name="expected">The right grid.</param>
    /// <param name="answer">The answer; null where none could be read.</param>
    public static ArcVerdict Check(ArcGrid expected, ArcGrid? answer)
    {
        if (answer is null || answer.Rows != expected.Rows || answer.Columns != expected.Columns)
        {
            return new ArcVerdict(expected, answer, -1, null);
        }

        int differences = 0;
        ArcDifference? first = null;
        for (int cell = 0; cell < expected.Cells.Length; cell++)
        {
            if (expected.Cells[cell] != answer.Cells[cell])
            {
                differences++;
                first ??= new ArcDifference(
                    cell / expected.Columns, cell % expected.Columns, expected.Cells[cell], answer.Cells[cell]);
            }
        }

        return new ArcVerdict(expected, answer, differences, first);
    }
}
