using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution;

/// <summary>
/// How a graph is executed, independent of any problem: which nodes do not change between steps and are computed
/// once, which share a buffer, and which must be kept for the gradient.
/// </summary>
/// <remarks>
/// Four savings, all without effect on results beyond the order of a sum's terms: a linear map or a spread whose
/// only reader is a sum adds straight into the sum's buffer; a rectifier works in place, and where no gradient is
/// wanted other element-wise operations too; nodes that do not depend on the state are computed when a problem is bound;
/// and where no gradient is wanted, values of a step that are not needed at the same time may lie in the same memory.
/// </remarks>
internal sealed class ExecutionPlan
{
    private readonly int[] _readers;

    /// <summary>Plans a graph.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="forGradient">Whether to keep what the gradient needs.</param>
    /// <param name="sumsLookups">Whether kernels can add what they look up for a cell straight into a sum, so that it need not be held.</param>
    public ExecutionPlan(RuleGraph graph, bool forGradient, bool sumsLookups = false)
    {
        Graph = graph;
        int count = graph.Nodes.Count;
        Owner = new int[count];
        Constant = new bool[count];
        Kept = new bool[count];
        Gates = new bool[count];
        SumOf = new int[count];
        _readers = new int[count];
        for (int i = 0; i < count; i++)
        {
            (Owner[i], SumOf[i]) = (i, -1);
        }

        foreach (Node node in graph.Nodes)
        {
            foreach (int input in node.Inputs)
            {
                _readers[input]++;
            }
        }

        _readers[graph.NextState]++;
        if (graph.Encoding is { } encoding)
        {
            _readers[encoding]++;
        }

        MarkConstants();
        ShareBuffers(forGradient, sumsLookups);
        (ConstantInstructions, StepInstructions) = Schedule();
        Lifetimes = LifetimesOf(forGradient);
        Kept[Owner[graph.NextState]] = true;
        if (forGradient)
        {
            MarkKept();
        }
    }

    /// <summary>The rule.</summary>
    public RuleGraph Graph { get; }

    /// <summary>For each node, the node whose buffer holds its value.</summary>
    public int[] Owner { get; }

    /// <summary>For each node, the sum into whose buffer it adds its value, or -1.</summary>
    public int[] SumOf { get; }

    /// <summary>Whether a sigmoid linear unit is left to the product that it gates, which works both out in one pass.</summary>
    public bool[] Gates { get; }

    /// <summary>Whether a node does not depend on the state.</summary>
    public bool[] Constant { get; }

    /// <summary>Whether a node's buffer is kept for every step of a segment.</summary>
    public bool[] Kept { get; }

    /// <summary>What to do once per problem.</summary>
    public Instruction[] ConstantInstructions { get; }

    /// <summary>What to do at each step.</summary>
    public Instruction[] StepInstructions { get; }

    /// <summary>
    /// For each buffer the first and the last of <see cref="StepInstructions"/> that need it; what lives longer than a step is needed throughout.
    /// </summary>
    public (int First, int Last)[] Lifetimes { get; }

    private void MarkConstants()
    {
        for (int i = 0; i < Graph.Nodes.Count; i++)
        {
            // The next state is written at every step, even by a rule that looks at nothing but features.
            Constant[i] = i != Graph.NextState && !Graph.DependsOnState(i) && Graph.Nodes[i].Inputs.All(input => Constant[input]);
        }
    }

    private void ShareBuffers(bool forGradient, bool sumsLookups)
    {
        for (int i = 0; i < Graph.Nodes.Count; i++)
        {
            Node node = Graph.Nodes[i];
            if (node.Operation is Operation.Add)
            {
                foreach (int input in node.Inputs)
                {
                    bool lookup = sumsLookups && Graph.Nodes[input].Operation is Operation.Embed && _readers[input] == 1;
                    Constant[input] &= !lookup || Constant[i];
                    if ((lookup || Graph.Nodes[input].Operation.Accumulates) && IsFor(input, i))
                    {
                        Owner[input] = i;
                        SumOf[input] = i;
                    }
                }
            }
            else if (node.Operation.IsElementwise && MayOverwrite(node.Inputs[0], i, forGradient))
            {
                WorkInPlace(node.Inputs[0], i);
                Gates[node.Inputs[0]] = node.Operation is Operation.Multiply
                    && Graph.Nodes[node.Inputs[0]].Operation is Operation.Silu && Owner[Graph.Nodes[node.Inputs[0]].Inputs[0]] == i;
            }
        }
    }

    /// <summary>Whether a value is not needed once its one reader has read it.</summary>
    private bool IsFor(int input, int reader) => _readers[input] == 1 && Constant[input] == Constant[reader];

    /// <summary>
    /// Whether an element-wise operation may write over its input: a map, or where no gradient is wanted what such an operation
    /// has made of one. A sum's terms arrive before it is due, so that neither it nor they share a buffer with others.
    /// </summary>
    private bool MayOverwrite(int input, int reader, bool forGradient)
    {
        Operation made = Graph.Nodes[input].Operation;
        return IsFor(input, reader) && SumOf[input] < 0
            && (made.WeightOf(WeightRole.Map) is not null
                ? !forGradient || Graph.Nodes[reader].Operation.GradientInPlace
                : !forGradient && made.IsElementwise && made is not Operation.Add);
    }

    private void WorkInPlace(int input, int reader)
    {
        for (int i = 0; i < Owner.Length; i++)
        {
            Owner[i] = Owner[i] == input ? reader : Owner[i];
        }
    }

    private (Instruction[] Constant, Instruction[] Step) Schedule()
    {
        var constant = new List<Instruction>();
        var step = new List<Instruction>();
        var started = new bool[Graph.Nodes.Count];
        // Terms that are finished and not yet added, in the order of the nodes.
        var waiting = new Queue<int>[Graph.Nodes.Count];
        for (int i = 0; i < Graph.Nodes.Count; i++)
        {
            if (Graph.IsHead(i))
            {
                continue;
            }

            Node node = Graph.Nodes[i];
            if (node.Operation is Operation.Add)
            {
                AddWaiting(i);
            }
            else if (i != Graph.StateNode && !Gates[i])
            {
                if (SumOf[i] >= 0)
                {
                    AddWaiting(SumOf[i]);
                }

                Instruct(i, null, SumOf[i] >= 0 ? SumOf[i] : i);
            }

            for (int sum = i + 1; sum < Graph.Nodes.Count && SumOf[i] < 0; sum++)
            {
                if (Graph.Nodes[sum].Operation is not Operation.Add || !Graph.Nodes[sum].Inputs.Contains(i))
                {
                    continue;
                }

                waiting[sum] ??= new Queue<int>();
                foreach (int input in Graph.Nodes[sum].Inputs.Where(input => input == i))
                {
                    waiting[sum].Enqueue(input);
                }

                // What is there throughout the step waits until its sum needs memory in any case; other terms make room at once.
                if (i != Graph.StateNode && !Constant[i])
                {
                    AddWaiting(sum);
                }
            }
        }

        return (constant.ToArray(), step.ToArray());

        void AddWaiting(int sum)
        {
            while (waiting[sum] is { Count: > 0 } terms)
            {
                Instruct(terms.Dequeue(), sum, sum);
            }
        }

        void Instruct(int node, int? sum, int target)
        {
            (Constant[target] ? constant : step).Add(new Instruction(node, sum, target != node && started[target]));
            started[target] = true;
        }
    }

    private (int First, int Last)[] LifetimesOf(bool forGradient)
    {
        var lifetimes = new (int First, int Last)[Graph.Nodes.Count];
        Array.Fill(lifetimes, forGradient ? (0, int.MaxValue) : (int.MaxValue, 0));
        for (int at = 0; at < StepInstructions.Length; at++)
        {
            (int node, int? sum, _) = StepInstructions[at];
            Need(sum ?? node, at);
            foreach (int input in sum is null ? Graph.Nodes[node].Inputs : [node])
            {
                Need(input, at);
            }
        }

        for (int i = 0; i < lifetimes.Length; i++)
        {
            if (Constant[i] || i == Graph.Encoding || i == Graph.NextState)
            {
                lifetimes[Owner[i]] = (0, int.MaxValue);
            }
        }

        return lifetimes;

        void Need(int node, int at)
        {
            (int first, int last) = lifetimes[Owner[node]];
            lifetimes[Owner[node]] = (Math.Min(first, at), Math.Max(last, at));
        }
    }

    /// <summary>Marks what the gradient reads.</summary>
    private void MarkKept()
    {
        for (int i = 0; i < Graph.Nodes.Count; i++)
        {
            GradientReads reads = Graph.Nodes[i].Operation.GradientReads;
            if (reads.HasFlag(GradientReads.Output))
            {
                Keep(i);
            }

            foreach (int input in reads.HasFlag(GradientReads.Inputs) ? Graph.Nodes[i].Inputs : [])
            {
                Keep(input);
            }
        }

        void Keep(int node)
        {
            if (!Constant[node] && node != Graph.StateNode)
            {
                Kept[Owner[node]] = true;
            }
        }
    }

    /// <summary>One thing a session does: compute a node, or add a finished node into a sum.</summary>
    /// <param name="Node">The node to compute, or the node to add.</param>
    /// <param name="Sum">The sum to add the node to, or null to compute the node.</param>
    /// <param name="Accumulate">Whether the target already holds earlier terms.</param>
    internal readonly record struct Instruction(int Node, int? Sum, bool Accumulate);
}
