using TinyRecursion.Execution;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Models.Trm;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;

namespace TinyRecursion.Tests.Recursion;

/// <summary>Nested cycles by their definition, over the scalar oracle in double precision.</summary>
internal static class NestedOracle
{
    /// <summary>The logits and the halting score after one step from the model's starts.</summary>
    public static (Matrix<double> Logits, double Halting) Run(TrmModel model, Problem problem)
    {
        double[] parameters = OracleAgreement.Widen(model.Parameters.ToArray());
        (Matrix<double> high, Matrix<double> low) = Start(model, problem);
        return LastCycle(model, problem, parameters, Cycles(model, problem, parameters, high, low, model.Cycles.HighCycles - 1));
    }

    /// <summary>The states after some outer cycles.</summary>
    public static (Matrix<double> High, Matrix<double> Low) Cycles(
        TrmModel model, Problem problem, double[] parameters, Matrix<double> high, Matrix<double> low, int count)
    {
        var oracle = new ScalarOracle<double>(model.Graph, parameters);
        Matrix<double> x = oracle.Evaluate(problem, high)[model.Graph.Encoding!.Value];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < model.Cycles.LowCycles; j++)
            {
                low = oracle.Step(problem, ScalarOperations<double>.Add([low, high, x]));
            }

            high = oracle.Step(problem, ScalarOperations<double>.Add([high, low]));
        }

        return (high, low);
    }

    /// <summary>What the heads say after one more outer cycle.</summary>
    public static (Matrix<double> Logits, double Halting) LastCycle(
        TrmModel model, Problem problem, double[] parameters, (Matrix<double> High, Matrix<double> Low) start)
    {
        (Matrix<double> high, _) = Cycles(model, problem, parameters, start.High, start.Low, 1);
        var oracle = new ScalarOracle<double>(model.Graph, parameters);
        RuleGraph graph = model.Graph;
        var head = (Operation.Linear)graph.Nodes[graph.Halting!.Value].Operation;
        Matrix<double> halting = ScalarOperations<double>.Linear(high, Weight(head.Weight), Weight(head.Bias!.Value));
        return (oracle.Readout(high), halting[0, 0]);

        Matrix<double> Weight(int index) => new(
            graph.Weights[index].Rows, graph.Weights[index].Columns,
            parameters.AsSpan(graph.Weights[index].Offset, graph.Weights[index].Count).ToArray());
    }

    /// <summary>The states that the model starts from.</summary>
    public static (Matrix<double> High, Matrix<double> Low) Start(TrmModel model, Problem problem)
    {
        int width = model.Config.Width;
        var packed = new float[problem.Cells * 2 * width];
        model.Cycles.FillStart(packed, width);
        var (high, low) = (new Matrix<double>(problem.Cells, width), new Matrix<double>(problem.Cells, width));
        for (int i = 0; i < problem.Cells * width; i++)
        {
            int at = (i / width * 2 * width) + (i % width);
            (high.Values[i], low.Values[i]) = (packed[at], packed[at + width]);
        }

        return (high, low);
    }
}
