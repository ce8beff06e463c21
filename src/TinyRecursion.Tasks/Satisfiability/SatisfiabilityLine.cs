using System.Globalization;
using System.Text;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// A formula on one line, columns with spaces between them: name, variables, clauses, <c>SAT</c>, <c>UNSAT</c> or <c>?</c>, a number that
/// is ignored or <c>-</c>, a satisfying assignment as zeros and ones or <c>-</c>, then each clause as signed numbers with
/// commas between them.
/// </summary>
internal static class SatisfiabilityLine
{
    private const int FixedColumns = 6;

    /// <summary>The line that names the columns.</summary>
    public const string Header = "# name vars clauses SAT/UNSAT decisions model clauses(comma-separated literals)";

    /// <summary>Parses a line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="line">The line's number for errors, from 1.</param>
    /// <exception cref="InstanceFormatException">
    /// A column is missing or wrong, the assignment does not satisfy the formula, or it is larger than allowed.
    /// </exception>
    public static CnfInstance Parse(string text, string source = "input", int line = 1)
    {
        var fields = new LineFields(text, source, line);
        string name = fields.Next("the name").ToString();
        int variables = fields.Count("the number of variables", CnfFormula.MaximumVariables);
        int count = fields.Count("the number of clauses", CnfFormula.MaximumClauses);
        bool? status = Status(fields);
        fields.Next("the number of decisions, or -");
        bool[]? model = Model(fields, variables);
        int modelColumn = fields.Column;
        var clauses = new List<int[]>();
        while (fields.TryNext())
        {
            clauses.Add(clauses.Count < count
                ? Clause(fields, variables)
                : throw fields.Error($"more than the {count} clauses that the third column says"));
        }

        if (clauses.Count != count)
        {
            throw new InstanceFormatException(source, line, string.Empty, $"{clauses.Count} clauses, the third column says {count}");
        }

        var formula = new CnfFormula(variables, clauses);
        return model is null || SatisfiabilityChecker.Check(formula, model).IsSatisfied
            ? new CnfInstance(name, formula, status, model, line)
            : throw new InstanceFormatException(source, line, $"column {modelColumn}", $"the assignment is wrong: {SatisfiabilityChecker.Check(formula, model)}");
    }

    /// <summary>A formula as one line that <see cref="Parse"/> reads. An empty clause cannot be written.</summary>
    /// <param name="instance">The formula with what is known about it.</param>
    public static string ToLine(CnfInstance instance)
    {
        string status = instance.IsSatisfiable switch { true => "SAT", false => "UNSAT", null => "?" };
        string model = instance.Model is { Length: > 0 } known ? string.Concat(known.Select(value => value ? '1' : '0')) : "-";
        var text = new StringBuilder($"{instance.Name} {instance.Formula.Variables} {instance.Formula.ClauseCount} {status} - {model}");
        for (int clause = 0; clause < instance.Formula.ClauseCount; clause++)
        {
            ReadOnlySpan<int> literals = instance.Formula.Clause(clause);
            for (int i = 0; i < literals.Length; i++)
            {
                text.Append(i == 0 ? ' ' : ',').Append(Literal.ToNumber(literals[i]));
            }
        }

        return text.ToString();
    }

    /// <summary>Whether a text looks like such a line: its second and third columns are numbers.</summary>
    internal static bool Fits(string text)
    {
        string[] columns = text.Split([' ', '\t'], FixedColumns, StringSplitOptions.RemoveEmptyEntries);
        return columns.Length == FixedColumns && columns[0] != "c" && columns[1].All(char.IsAsciiDigit) && columns[2].All(char.IsAsciiDigit);
    }

    private static bool? Status(LineFields fields) => fields.Next("SAT, UNSAT or ?") switch
    {
        "SAT" => true,
        "UNSAT" => false,
        "?" => null,
        var other => throw fields.Error($"expected SAT, UNSAT or ?, found {MessageText.Quote(other.ToString())}"),
    };

    private static bool[]? Model(LineFields fields, int variables)
    {
        ReadOnlySpan<char> text = fields.Next("an assignment of zeros and ones, or -");
        if (text is "-")
        {
            return null;
        }

        if (text.Length != variables || text.ContainsAnyExcept('0', '1'))
        {
            throw fields.Error($"expected {variables} zeros and ones, or -");
        }

        var model = new bool[variables];
        for (int i = 0; i < variables; i++)
        {
            model[i] = text[i] == '1';
        }

        return model;
    }

    private static int[] Clause(LineFields fields, int variables)
    {
        var literals = new List<int>();
        foreach (Range part in fields.Current.Split(','))
        {
            ReadOnlySpan<char> word = fields.Current[part];
            bool isNumber = int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
            literals.Add(isNumber && number is not (0 or int.MinValue) && Math.Abs(number) <= variables
                ? Literal.FromNumber(number)
                : throw fields.Error($"{MessageText.Quote(word.ToString())} is no literal of the {variables} variables", part.Start.Value));
        }

        return [.. literals];
    }
}
