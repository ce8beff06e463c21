using TinyRecursion.Edge.Lowering;
using TinyRecursion.Rules;

namespace TinyRecursion.Edge.Tasks;

/// <summary>A rule without a task: its program reads problems as numbers and says what becomes of the state.</summary>
/// <param name="graph">The rule.</param>
/// <param name="cells">Most cells; null for what suits the task.</param>
/// <param name="groups">Most groups of each relation; null for what suits the cells.</param>
/// <param name="members">Most members of them; null for what suits those.</param>
internal sealed class PlainEdgeTask(RuleGraph graph, int? cells, int? groups, int? members) : EdgeTask("rule", "Plain", features: null)
{
    private const int DefaultCells = 256;

    /// <summary>Two pointers and three numbers, which fill another pointer's place.</summary>
    private const int BytesOfRelation = 16;

    public override int Cells => graph.ExactCells ?? cells ?? DefaultCells;

    public override int Scores => 0;

    public override string FeatureType => "uint16_t";

    public override IReadOnlyList<RelationBound> Relations { get; } = Find(graph, cells ?? DefaultCells, groups, members);

    public override void AddStructures(RuleNames names, CConstants structures, Runtime runtime)
    {
        runtime.Use("groups");
        structures.Add(
            $$"""
            /* A relation of a problem: groups or neighbours, and the most of them. */
            struct relation {
                const struct groups *groups;
                uint16_t *neighbours;
                uint16_t degree;
                uint16_t most_groups;
                uint16_t most_members;
            };

            #define EXACT_CELLS {{graph.ExactCells ?? 0}}


            """, 0);
        string rows = string.Concat(Relations.Select(relation => relation.Degree > 0
            ? $"    {{ NULL, {names.Relation(relation.Name)}, {relation.Degree}, 0, 0 }},\n"
            : $"    {{ &{names.Relation(relation.Name)}, NULL, 0, {relation.Groups}, {relation.Members} }},\n"));
        structures.Add(
            $"/* In the order in which the rule follows them. */\nstatic const struct relation relations[] = {{\n{rows}    {{ NULL, NULL, 0, 0, 0 }}\n}};\n\n",
            (Relations.Count + 1) * BytesOfRelation);
    }

    private static List<RelationBound> Find(RuleGraph graph, int cells, int? groups, int? members) =>
    [
        .. graph.Relations.Select(relation => new RelationBound(relation.Name, relation.Degree, groups ?? cells, members ?? RelationBound.Bounded(4L * cells))),
    ];
}
