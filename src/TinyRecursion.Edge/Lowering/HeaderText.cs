using System.Text;
using TinyRecursion.Rules;
using static TinyRecursion.Edge.Lowering.RuleNames;

namespace TinyRecursion.Edge.Lowering;

/// <summary>A program's header: its sizes as named constants, then the functions of its task.</summary>
internal static class HeaderText
{
    /// <summary>Writes it.</summary>
    public static string Write(RuleNames names, EdgeTask task, RuleGraph graph, long constantBytes, long ramBytes)
    {
        string prefix = names.Prefix;
        var text = new StringBuilder(Text($"#ifndef {prefix}_H\n#define {prefix}_H\n\n#include <stdint.h>\n\n"));
        Define(text, "most cells of an instance", names.Cells, task.Cells);
        foreach (RelationBound relation in task.Relations.Where(relation => relation.Degree == 0))
        {
            Define(text, $"most groups of {CName.Of(relation.Name)}", names.Bound(relation.Name, "GROUPS"), relation.Groups);
            Define(text, "most members of all of them", names.Bound(relation.Name, "MEMBERS"), relation.Members);
        }

        Define(text, "entries of the state of a cell", prefix + "_STATE_WIDTH", graph.StateWidth);
        Define(text, "bytes of weights and tables, which are constant", prefix + "_CONSTANT_BYTES", constantBytes);
        Define(text, "bytes of all static buffers together", prefix + "_RAM_BYTES", ramBytes);
        text.Append(task.HeaderConstants());
        return text.Append('\n').Append(Runtime.Read($"{task.Folder}/{task.Name}.h").TrimEnd('\n')).Append("\n\n#endif\n").ToString();
    }

    private static void Define(StringBuilder text, string comment, string name, long value) =>
        text.Append(Text($"#define {name} {value} /* {comment} */\n"));
}
