using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution;

/// <summary>
/// A session of a graph. All values of a step lie in one arena that is laid out when a problem is bound; a step allocates
/// nothing. Derived sessions supply the kernels of one kind of numbers.
/// </summary>
/// <typeparam name="T">What the values are made of.</typeparam>
internal abstract unsafe class GraphSession<T> : RuleSession
    where T : unmanaged
{
    private float[] _logits = [];

    private protected GraphSession(ExecutionPlan plan, int keptSteps, bool ownInputs, Func<Node, Problem, long> scratch)
        : base(plan.Graph.StateWidth)
    {
        Plan = plan;
        Layout = new ExecutionLayout<T>(plan, keptSteps, ownInputs, scratch);
    }

    /// <summary>How the graph is executed.</summary>
    internal ExecutionPlan Plan { get; }

    /// <summary>The rule.</summary>
    private protected RuleGraph Graph => Plan.Graph;

    /// <summary>Where the values lie.</summary>
    internal ExecutionLayout<T> Layout { get; }

    /// <summary>Where logits are read out to, cells × readout width.</summary>
    private protected Span<float> Logits => _logits.AsSpan(0, Problem.Cells * Graph.ReadoutWidth);

    protected override void Prepare(Problem problem)
    {
        Graph.RequireFit(problem);
        Layout.Bind(problem);
        if (_logits.Length < problem.Cells * Graph.ReadoutWidth)
        {
            _logits = new float[problem.Cells * Graph.ReadoutWidth];
        }

        Execute(Plan.ConstantInstructions, step: 0);
    }

    protected sealed override void WriteStart() => new Span<T>(StateAt(0), (int)Padding.Size(Problem.Cells, StateWidth)).Clear();

    protected sealed override void ReadEncoding(Span<float> encoding)
    {
        if (Graph.Encoding is { } node)
        {
            Read(node, Value(node, StepCount), encoding);
        }
        else
        {
            encoding.Clear();
        }
    }

    protected sealed override void ReadState(Span<float> state) => Read(Graph.NextState, StateAt(StepCount), state);

    protected sealed override void Advance() => Execute(Plan.StepInstructions, StepCount + 1);

    protected sealed override float? ReadHalting() => Graph.Halting is { } head && Problem.Cells > 0 ? ReadFirst(head) : null;

    protected override void Release() => Layout.Dispose();

    /// <summary>The value of a node at a step; for nodes that are not kept, its latest value while the step needs it.</summary>
    internal T* Value(int node, int step) => Layout.Value(node, step);

    /// <summary>The state after a step; step 0 is the start.</summary>
    internal T* StateAt(int step) => Layout.StateAt(step);

    /// <summary>Rows of a node's value for the bound problem.</summary>
    internal int RowsOf(int node) => Layout.RowsOf(node);

    /// <summary>The relation that a node follows.</summary>
    internal Relation? RelationOf(int node) => Layout.RelationOf(node);

    /// <summary>Carries instructions out.</summary>
    /// <param name="instructions">What to do.</param>
    /// <param name="step">The step that they belong to.</param>
    private protected abstract void Execute(ExecutionPlan.Instruction[] instructions, int step);

    /// <summary>Reads the first entry of a head's first cell out of the current state.</summary>
    /// <param name="head">The node.</param>
    private protected abstract float ReadFirst(int head);

    /// <summary>Copies a value of the state's width out.</summary>
    /// <param name="node">The node whose value it is.</param>
    /// <param name="value">The value, padded.</param>
    /// <param name="target">Receives cells × state width.</param>
    private protected abstract void Read(int node, T* value, Span<float> target);
}
