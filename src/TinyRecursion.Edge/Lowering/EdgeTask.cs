using TinyRecursion.Rules;

namespace TinyRecursion.Edge.Lowering;

/// <summary>What a program needs of its task: how large things get, and the functions of C that read, encode, check and print.</summary>
/// <param name="name">What the files of a program are named after; in capitals what its constants begin with.</param>
/// <param name="folder">The folder of the parts in C.</param>
/// <param name="features">Features of a cell; null where any rule will do.</param>
internal abstract class EdgeTask(string name, string folder, int? features)
{
    /// <summary>What the files of a program are named after; in capitals what its constants begin with.</summary>
    public string Name => name;

    /// <summary>Most cells of an instance.</summary>
    public abstract int Cells { get; }

    /// <summary>The relations of a rule's problems.</summary>
    public abstract IReadOnlyList<RelationBound> Relations { get; }

    /// <summary>Scores that are read out of the state of a cell; 0 for none.</summary>
    public virtual int Scores => 1;

    /// <summary>Whether runs start from states that are drawn at random.</summary>
    public virtual bool DrawsStates => false;

    /// <summary>The type of C that holds features.</summary>
    public virtual string FeatureType => "uint8_t";

    /// <summary>The folder of the parts in C.</summary>
    public string Folder => folder;

    /// <summary>Adds the buffers of the task.</summary>
    public virtual void AddMemory(CMemory memory)
    {
    }

    /// <summary>Adds what the task's functions need besides buffers.</summary>
    public virtual void AddStructures(RuleNames names, CConstants structures, Runtime runtime)
    {
    }

    /// <summary>Makes sure that the rule is one of this task.</summary>
    /// <exception cref="NotSupportedException">It is not.</exception>
    public void Check(RuleGraph graph)
    {
        if (features is not { } wanted)
        {
            return;
        }

        int node = graph.Nodes.ToList().FindIndex(node => node.Operation.ExactCells is not null);
        if (node >= 0)
        {
            throw new NotSupportedException($"node {node}: a transpose ties the rule to one number of cells, instances of task '{name}' have many");
        }

        if (graph.ReadoutWidth != Scores || graph.FeatureColumns != wanted)
        {
            throw new NotSupportedException(
                $"the rule does not fit task '{name}': it reads {graph.FeatureColumns} features and gives {graph.ReadoutWidth} scores a cell, "
                + $"expected {wanted} and {Scores}");
        }
    }
}
