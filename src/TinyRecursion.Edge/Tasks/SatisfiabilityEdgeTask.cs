using TinyRecursion.Edge.Lowering;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Edge.Tasks;

/// <summary>Formulas: a cell for each variable and for its negation, a group for each clause.</summary>
/// <param name="cells">Most cells; null for what suits the task.</param>
/// <param name="groups">Most clauses; null for what suits the cells.</param>
/// <param name="members">Most members of them; null for what suits those.</param>
internal sealed class SatisfiabilityEdgeTask(int? cells, int? groups, int? members) : EdgeTask(TaskName, "Sat", SatisfiabilityEncoding.FeatureColumns)
{
    /// <summary>The task's name.</summary>
    public const string TaskName = "sat";

    /// <summary>Literals of 50 variables, up to which the shipped rule was trained.</summary>
    private const int DefaultCells = 100;

    private const int LiteralsPerClause = 3;

    /// <remarks>An even number: a cell never comes alone.</remarks>
    public override int Cells => Math.Max((cells ?? DefaultCells) / 2 * 2, 2);

    public override IReadOnlyList<RelationBound> Relations =>
    [
        new RelationBound(SatisfiabilityEncoding.ClauseRelation, 0, Clauses, members ?? RelationBound.Bounded((long)LiteralsPerClause * Clauses)),
        new RelationBound(SatisfiabilityEncoding.VariableRelation, 0, Cells / 2, Cells),
    ];

    public override bool DrawsStates => true;

    /// <summary>Those of random formulas of which as many can be satisfied as cannot, and a fiftieth more, which all of SATLIB's have at most.</summary>
    private int Clauses => groups ?? RelationBound.Bounded(((51L * SatisfiabilityGenerator.ClausesAtThreshold(Cells / 2)) + 49) / 50);

    public override void AddMemory(CMemory memory)
    {
        memory.Add("uint8_t", "has_empty_clause", string.Empty, 1, "whether a clause has no literal");
        memory.Add("uint8_t", "values", "SAT_VARIABLES", Cells / 2, "the values read out last");
    }
}
