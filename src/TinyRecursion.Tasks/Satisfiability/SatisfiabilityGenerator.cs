using System.Text;
using TinyRecursion.IO;
using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>Makes random formulas: every clause has the same number of literals, of distinct variables, signs by chance.</summary>
internal sealed class SatisfiabilityGenerator : InstanceGenerator
{
    /// <summary>Formulas that are drawn, at most, for one of the kind that is asked for.</summary>
    private const int MaximumDraws = 1000;

    /// <summary>Far more than formulas of 100 variables need; beyond it the kind stays unknown.</summary>
    private const long MaximumNodes = 50_000;

    private static readonly TreeSearch<CnfFormula, PartialAssignment, bool[]> Search =
        new(new SatisfiabilityBranching()) { Limits = new SearchLimits { Nodes = MaximumNodes } };

    public override VerbHelp Help => new(
        "Make random formulas, one a line on standard output: name, variables, clauses, SAT, UNSAT or ?, -, an assignment or -,\n"
        + "then the clauses. Or DIMACS files in a folder.",
        "trm generate sat --variables 50 --count 100 --seed 7 > formulas.txt");

    public override IReadOnlyList<Setting> Settings { get; } =
    [
        SatisfiabilitySettings.Variables, SatisfiabilitySettings.Clauses, SatisfiabilitySettings.Literals, SatisfiabilitySettings.Kind,
        SatisfiabilitySettings.Folder,
    ];

    /// <summary>
    /// Clauses at which about half of the random formulas of three literals a clause are satisfiable: 4.26 a variable and a few more,
    /// which matter where variables are few (after Crawford and Auton 1996): 93 for 20 variables, 217 for 50.
    /// </summary>
    /// <param name="variables">The number of variables, at least one.</param>
    public static int ClausesAtThreshold(int variables)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(variables, 1);
        return (int)Math.Round((4.258 * variables) + (58.26 / Math.Pow(variables, 2.0 / 3.0)));
    }

    public override IInstance Generate(ulong seed, ulong number, Settings settings, CancellationToken cancellation = default) =>
        Make(seed, number, settings, cancellation);

    public override void Write(TextWriter output, IEnumerable<IInstance> instances, Settings settings)
    {
        string? folder = settings.Get(SatisfiabilitySettings.Folder);
        if (folder is null)
        {
            output.WriteLine(SatisfiabilityLine.Header);
        }
        else
        {
            Directory.CreateDirectory(folder);
        }

        foreach (CnfInstance instance in instances.Cast<CnfInstance>())
        {
            if (folder is null)
            {
                output.WriteLine(SatisfiabilityLine.ToLine(instance));
                continue;
            }

            AtomicFile.Write(Path.Combine(folder, instance.Name + ".cnf"), stream =>
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
                DimacsFile.Write(writer, instance.Formula, $"{instance.Name} {instance.Label}");
            });
        }
    }

    /// <summary>Makes a formula that depends on the arguments alone.</summary>
    /// <exception cref="SettingException">The settings do not go together, none of the kind was among many drawn, or complete search is beyond the size.</exception>
    internal static CnfInstance Make(ulong seed, ulong number, Settings settings, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        (int Variables, int Clauses, int Literals) size = SizeOf(settings);
        SatisfiabilityKind kind = settings.Get(SatisfiabilitySettings.Kind);
        var random = SeededRandom.For(seed, number);
        string name = $"random{size.Literals}-{size.Variables}-{size.Clauses}-{seed}-{number}";
        if (kind is SatisfiabilityKind.Any or SatisfiabilityKind.Planted)
        {
            bool[]? hidden = kind == SatisfiabilityKind.Any ? null : SatisfiabilityEncoding.DrawSuggestion(size.Variables, random.NextUInt64());
            return new CnfInstance(name, Draw(size, hidden, ref random), hidden is null ? null : true, hidden, 1);
        }

        for (int draw = 0; draw < MaximumDraws; draw++)
        {
            CnfFormula formula = Draw(size, null, ref random);
            SearchOutcome<bool[]> outcome = Search.Run(formula, trace: null, cancellation);
            if (!outcome.IsSettled)
            {
                throw new SettingException($"Formulas of {size.Variables} variables are beyond complete search; make planted ones, or of any kind.");
            }

            if (outcome.IsVerified == (kind == SatisfiabilityKind.Satisfiable))
            {
                return new CnfInstance(name, formula, outcome.IsVerified, outcome.Answer, 1);
            }
        }

        throw new SettingException(
            $"Of {MaximumDraws} formulas of {size.Variables} variables and {size.Clauses} clauses none was {(kind == SatisfiabilityKind.Satisfiable ? "satisfiable: ask for fewer clauses." : "unsatisfiable: ask for more clauses.")}");
    }

    private static (int Variables, int Clauses, int Literals) SizeOf(Settings settings)
    {
        int variables = settings.Get(SatisfiabilitySettings.Variables), literals = settings.Get(SatisfiabilitySettings.Literals);
        if (literals > variables)
        {
            throw new SettingException($"--variables must be {literals} to {CnfFormula.MaximumVariables} for clauses of {literals} literals, not {variables}");
        }

        int clauses = settings.Get(SatisfiabilitySettings.Clauses) ?? (literals == 3
            ? ClausesAtThreshold(variables)
            : throw new SettingException("--clauses is needed where --literals is not 3"));
        return clauses <= CnfFormula.MaximumClauses && (long)clauses * literals <= CnfFormula.MaximumLiterals
            ? (variables, clauses, literals)
            : throw new SettingException($"--clauses {clauses} of {literals} literals are more than a formula may have");
    }

    private static CnfFormula Draw((int Variables, int Clauses, int Literals) size, bool[]? hidden, ref SeededRandom random)
    {
        var drawn = new int[size.Clauses][];
        for (int i = 0; i < drawn.Length; i++)
        {
            do
            {
                drawn[i] = DrawClause(size.Variables, size.Literals, ref random);
            }
            while (hidden is not null && !Array.Exists(drawn[i], literal => Literal.Holds(literal, hidden)));
        }

        return new CnfFormula(size.Variables, drawn);
    }

    private static int[] DrawClause(int variables, int literals, ref SeededRandom random)
    {
        var clause = new int[literals];
        for (int i = 0; i < literals; i++)
        {
            int variable;
            do
            {
                variable = random.NextInt32(variables);
            }
            while (Occurs(clause.AsSpan(0, i), variable));
            clause[i] = Literal.Of(variable, random.NextInt32(2) == 0);
        }

        return clause;
    }

    private static bool Occurs(ReadOnlySpan<int> clause, int variable)
    {
        foreach (int literal in clause)
        {
            if (Literal.VariableOf(literal) == variable)
            {
                return true;
            }
        }

        return false;
    }
}
