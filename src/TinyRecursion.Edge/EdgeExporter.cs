using System.Text;
using System.Text.RegularExpressions;
using TinyRecursion.Edge.Lowering;
using TinyRecursion.Edge.Tasks;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using static TinyRecursion.Edge.Lowering.RuleNames;

namespace TinyRecursion.Edge;

/// <summary>
/// Makes a program in C99 of a model that runs in integers: the same bytes as its execution here (docs/integer-semantics.md), without
/// floating point, without a heap, with all memory laid out when it is compiled. See docs/edge.md.
/// </summary>
public static partial class EdgeExporter
{
    // Of rules of 13, 25 and 33 nodes, the last of which has every operation, Cortex-M4 code took 2,243, 3,775 and 3,390 bytes.
    private const int CodeBytes = 2304;
    private const int CodeBytesPerNode = 64;

    private const long LargestProgram = int.MaxValue;

    /// <summary>Exports a model.</summary>
    /// <param name="model">A model that runs in integers.</param>
    /// <param name="options">Sizes.</param>
    /// <exception cref="NotSupportedException">It runs in floating point, does not fit its task, or does not fit the memory it is to fit.</exception>
    public static EdgeProgram Export(Model model, EdgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        IntegerConstants numbers = model.Quantised
            ?? throw new NotSupportedException("the model runs in floating point, of which there is no C: make one that runs in integers with 'trm compress' first");
        return Export(model.Graph, numbers, TaskOf(model, options), options);
    }

    /// <summary>Writes a problem as the line of numbers that the program of a rule without a task of its own reads, without a line end.</summary>
    /// <param name="model">The model that was exported.</param>
    /// <param name="problem">A problem of it.</param>
    /// <exception cref="ArgumentException">The problem lacks a relation of the rule.</exception>
    public static string WriteProblem(Model model, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(problem);
        return PlainProblem.Write(model.Graph, problem);
    }

    private static EdgeTask TaskOf(Model model, EdgeOptions options) => model.Task switch
    {
        SudokuEdgeTask.TaskName => new SudokuEdgeTask(options.Cells),
        MazeEdgeTask.TaskName => new MazeEdgeTask(options.Cells),
        GraphEdgeTask.TaskName => new GraphEdgeTask(options.Cells, options.Groups, options.Members),
        SatisfiabilityEdgeTask.TaskName => new SatisfiabilityEdgeTask(options.Cells, options.Groups, options.Members),
        _ => new PlainEdgeTask(model.Graph, options.Cells, options.Groups, options.Members),
    };

    private static EdgeProgram Export(RuleGraph graph, IntegerConstants numbers, EdgeTask task, EdgeOptions options)
    {
        Require(options.Cells, "cells");
        Require(options.Groups, "groups");
        Require(options.Members, "members");
        Require(task.Cells, "cells");
        task.Check(graph);
        string prefix = task.Name.ToUpperInvariant();
        var names = new RuleNames(graph, prefix, task.Relations);
        var plan = new RulePlan(graph);
        var runtime = new Runtime();
        var operations = new OperationText(names, numbers, runtime);
        string step = new PassText(names, plan, operations).Write(out int scratch);
        string scores = task.Scores > 0 ? LogitText(graph, operations) : string.Empty;
        string random = task.DrawsStates ? "\n" + Runtime.Read("Rule/random.c") : string.Empty;
        runtime.Use("put_row");
        if (task.DrawsStates)
        {
            runtime.Use("saturate16");
        }

        CConstants tables = new(), structures = new();
        var constants = new RuleConstants(names, numbers, tables, structures);
        foreach (int node in plan.Passes.SelectMany(pass => pass.Nodes).Concat(task.Scores > 0 ? [graph.Readout] : []).Distinct().Order())
        {
            constants.Add(node, task.Cells);
        }

        constants.AddFunctions(runtime);
        var memory = new CMemory();
        new RuleMemory(names, plan, task).Add(memory, structures, runtime, scratch);
        task.AddMemory(memory);
        task.AddStructures(names, structures, runtime);
        long flash = tables.Bytes + structures.Bytes;
        int code = CodeBytes + (CodeBytesPerNode * graph.Nodes.Count);
        Require(flash, code, memory.Bytes, options);

        var source = new StringBuilder();
        source.Append(Text($"/*\n * A rule of task '{CName(task.Name)}' in integers, exported by TinyRecursion. See {task.Name}.h.\n */\n"));
        source.Append(Text($"#include \"{task.Name}.h\"\n\n#include <string.h>\n\n"));
        source.Append(Text($"#define STATE_WIDTH {graph.StateWidth}\n#define STATE_EXPONENT {numbers.Exponents[graph.NextState]}\n#define FEATURE_COLUMNS {graph.FeatureColumns}\n#define NO_NEIGHBOUR UINT16_MAX\n\n"));
        source.Append("/* Compiles only where a shift to the right keeps the sign, as with every compiler of today. */\n");
        source.Append("typedef char shifts_keep_the_sign[(-1 >> 1) == -1 ? 1 : -1];\n\n");
        Section(source, "Memory", memory.Declarations(prefix + "_RAM_BYTES"));
        Section(source, "Numbers", tables.Definitions);
        Section(source, "Operations, a row at a time", runtime.Definitions());
        Section(source, "What belongs together", structures.Definitions);
        Section(source, "A step", step + "\n" + Runtime.Read("Rule/digest.c") + random + scores);
        Section(source, "The task", Runtime.Read($"{task.Folder}/{task.Name}.c"));

        string header = HeaderText(names, task, graph, flash, memory.Bytes);
        return new EdgeProgram(
            task.Name,
            [
                new(task.Name + ".c", source.ToString()),
                new(task.Name + ".h", header),
                new("main.c", MainText(task.Folder)),
            ],
            task.Cells, (int)flash, code, (int)memory.Bytes);
    }

    private static string LogitText(RuleGraph graph, OperationText operations) =>
        "\n/* The scores that are read out of the state of a cell. */\nstatic void read_out(int16_t *scores, int cell)\n{\n"
        + Text($"    {operations.Linear("scores", "state + cell * STATE_WIDTH", graph.Readout)}\n}}\n");

    private static void Section(StringBuilder source, string title, string text) =>
        source.Append(Text($"/* ---- {title} ---- */\n\n")).Append(text.TrimEnd('\n')).Append("\n\n");

    private static void Require(int? count, string what)
    {
        if (count is < 1 or > RelationBound.Largest)
        {
            throw new NotSupportedException($"{count:n0} {what}: a program has at least one and no more than {RelationBound.Largest:n0} {what}");
        }
    }

    private static void Require(long flash, int code, long ram, EdgeOptions options)
    {
        if (flash > LargestProgram || ram > LargestProgram)
        {
            throw new NotSupportedException($"the program would take {flash:n0} bytes of constants and {ram:n0} bytes of memory: give fewer cells");
        }

        if (flash + code > options.Flash)
        {
            throw new NotSupportedException(
                $"{options.Flash:n0} bytes of flash are too few: the model has {flash:n0} bytes of constants, and its code takes about {code:n0}");
        }

        if (ram + EdgeProgram.StackBytes > options.Ram)
        {
            throw new NotSupportedException(
                $"{options.Ram:n0} bytes of memory are too few: static buffers take {ram:n0}, the stack up to {EdgeProgram.StackBytes:n0}; fewer cells need less");
        }
    }

    /// <summary>A program's header: its sizes as named constants, then the functions of its task.</summary>
    private static string HeaderText(RuleNames names, EdgeTask task, RuleGraph graph, long constantBytes, long ramBytes)
    {
        string prefix = names.Prefix;
        var text = new StringBuilder(Text($"#ifndef {prefix}_H\n#define {prefix}_H\n\n#include <stdint.h>\n\n"));
        Define(text, "most cells of an instance", names.Cells, task.Cells);
        foreach (RelationBound relation in task.Relations.Where(relation => relation.Degree == 0))
        {
            Define(text, $"most groups of {CName(relation.Name)}", names.Bound(relation.Name, "GROUPS"), relation.Groups);
            Define(text, "most members of all of them", names.Bound(relation.Name, "MEMBERS"), relation.Members);
        }

        Define(text, "entries of the state of a cell", prefix + "_STATE_WIDTH", graph.StateWidth);
        Define(text, "bytes of weights and tables, which are constant", prefix + "_CONSTANT_BYTES", constantBytes);
        Define(text, "bytes of all static buffers together", prefix + "_RAM_BYTES", ramBytes);
        return text.Append('\n').Append(Runtime.Read($"{task.Folder}/{task.Name}.h").TrimEnd('\n')).Append("\n\n#endif\n").ToString();
    }

    private static void Define(StringBuilder text, string comment, string name, long value) =>
        text.Append(Text($"#define {name} {value} /* {comment} */\n"));

    /// <summary>A program's main function. Parts that programs share, and others that stand in files of their own, are put where it includes them.</summary>
    private static string MainText(string folder) =>
        Include().Replace(Runtime.Read($"{folder}/main.c"), include => Runtime.Read(include.Groups["shared"].Success
            ? include.Groups["file"].Value
            : $"{folder}/{include.Groups["file"].Value}").TrimEnd('\n'));

    [GeneratedRegex("""^#include "(?<shared>\.\./)?(?<file>[\w/]+\.c)"$""", RegexOptions.Multiline)]
    private static partial Regex Include();
}
