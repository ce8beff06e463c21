using System.Text.Json;

namespace TinyRecursion.Tasks.Arc;

/// <summary>The file that the contest takes: for each task and test two attempts.</summary>
internal static class ArcSubmission
{
    /// <summary>What is handed in where there is no answer, because the contest takes no empty attempt.</summary>
    private static readonly ArcGrid Nothing = new(1, 1, [0]);

    /// <summary>Writes the file.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="answers">The answers to all tests; where there is but one to a test it is handed in twice.</param>
    public static void Write(Stream output, IEnumerable<ArcAnswer> answers)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        foreach (IGrouping<string, ArcAnswer> task in answers.GroupBy(answer => answer.Question.Task.Id))
        {
            json.WriteStartArray(task.Key);
            foreach (ArcAnswer answer in task)
            {
                json.WriteStartObject();
                for (int i = 0; i < ArcAnswer.Attempts; i++)
                {
                    ArcGrid attempt = answer.Ranked.Count == 0 ? Nothing : answer.Ranked[Math.Min(i, answer.Ranked.Count - 1)].Grid;
                    ArcFile.WriteGrid(json, $"attempt_{i + 1}", attempt);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
