using System.Text.Json;
using TinyRecursion.Tasks.Cells;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Custom;

/// <summary>The class of every cell, with the classes that are given and the groups in which none may stand twice.</summary>
internal sealed class CustomProof : AnswerProof
{
    public override string? Write(Utf8JsonWriter json, Answer answer)
    {
        var own = (CellAnswer<CustomInstance>)answer;
        CustomInstance instance = own.Instance;
        int[][] groups = [.. instance.Distinct.SelectMany(name => instance.Groups[name])];
        if (own.Status != AnswerStatus.Solved || groups.Length == 0)
        {
            return own.Status == AnswerStatus.Unsolved ? own.Failure() : "nothing says when the answer is right: the instance has no 'distinct'";
        }

        json.WriteString("claim", "distinct");
        json.WriteNumber("cells", instance.Cells);
        JsonText.WriteNumbers(json, "known", instance.Known ?? Enumerable.Repeat(CustomInstance.None, instance.Cells));
        json.WriteStartArray("groups");
        foreach (int[] group in groups)
        {
            json.WriteStartArray();
            Array.ForEach(group, json.WriteNumberValue);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        JsonText.WriteNumbers(json, "classes", own.Classes);
        return null;
    }
}
