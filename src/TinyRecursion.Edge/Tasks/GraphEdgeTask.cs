using TinyRecursion.Edge.Lowering;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Edge.Tasks;

/// <summary>Graphs: a cell for each node, and for each arc as many as it is long.</summary>
/// <param name="cells">Most cells; null for what suits the task.</param>
/// <param name="groups">Most nodes; null for what suits the cells.</param>
/// <param name="members">Most members of them; null for what suits those.</param>
internal sealed class GraphEdgeTask(int? cells, int? groups, int? members) : EdgeTask(TaskName, "Graphs", features: 1)
{
    /// <summary>The task's name.</summary>
    public const string TaskName = "graphs";

    /// <summary>Two nodes with an arc each way.</summary>
    private const int FewestCells = 4;
    private const int FewestNodes = 2;

    private const int DefaultCells = 1024;
    private const int DefaultNodes = 128;

    /// <summary>A node and three arcs.</summary>
    private const int MembersPerNode = 4;

    public override int Cells => Math.Max(cells ?? DefaultCells, FewestCells);

    public override IReadOnlyList<RelationBound> Relations =>
    [
        new RelationBound(GraphWave.Before, 1, 0, 0),
        new RelationBound(GraphWave.Into, 0, Nodes, Members),
    ];

    public override int Scores => GraphRule.Classes;

    /// <summary>Of nodes and arcs each has a cell at least.</summary>
    private int Members => Math.Clamp(members ?? RelationBound.Bounded((long)MembersPerNode * (groups ?? DefaultNodes)), FewestCells, Cells);

    private int Nodes => Math.Clamp(groups ?? DefaultNodes, FewestNodes, Members);

    public override void AddMemory(CMemory memory)
    {
        memory.Add("uint64_t", "unit", string.Empty, 1, "the length of a cell of an arc");
        memory.Add("uint64_t", "needed", string.Empty, 1, "the cells that the graph needs");
        memory.Add("uint32_t", "steps_taken", string.Empty, 1, "steps so far");
        memory.Add("uint32_t", "arrivals", "GRAPHS_NODES", Nodes, "the step that reached each node, 0 for none yet");
        memory.Add("uint16_t", "nodes", string.Empty, 1, "nodes of the graph");
        memory.Add("uint16_t", "source", string.Empty, 1, "the one that distances are measured from");
        memory.Add("uint16_t", "befores", "GRAPHS_NODES", Nodes, "the node before each on a shortest path");
        memory.Add("uint16_t", "queue", "GRAPHS_NODES", Nodes, "nodes to look at; before that, where the next arc into each is noted");
        memory.Add("uint16_t", "arc_count", string.Empty, 1, "arcs of the graph");
        memory.Add("uint16_t", "arc_tails", "GRAPHS_MEMBERS", Members, "the node that each leaves");
        memory.Add("uint16_t", "arc_heads", "GRAPHS_MEMBERS", Members, "the node that it leads to");
        memory.Add("uint16_t", "arc_lengths", "GRAPHS_MEMBERS", Members, "its cells; before that, the edge that it is of");
    }
}
