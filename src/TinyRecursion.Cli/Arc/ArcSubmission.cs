using System.Text.Json;
using TinyRecursion.IO;
using TinyRecursion.Tasks.Arc;

namespace TinyRecursion.Cli.Arc;

/// <summary>The file that the contest takes: for each task and test two attempts.</summary>
internal static class ArcSubmission
{
    /// <summary>The attempts at each test.</summary>
    public const int Attempts = 2;

    /// <summary>What is handed in where there is no answer, because the contest takes no empty attempt.</summary>
    private static readonly ArcGrid Nothing = new(1, 1, [0]);

    /// <summary>Writes the file in one step.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="tasks">All tasks.</param>
    /// <param name="vote">The answers; where there is but one it is handed in twice.</param>
    public static void Write(string path, IReadOnlyList<ArcTask> tasks, ArcVote vote) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        foreach (ArcTask task in tasks)
        {
            json.WriteStartArray(task.Id);
            foreach (ArcPair test in task.Test)
            {
                IReadOnlyList<ArcCandidate> answers = vote.Top(task.Id, test.Input, Attempts);
                json.WriteStartObject();
                for (int i = 0; i < Attempts; i++)
                {
                    ArcGrid attempt = answers.Count == 0 ? Nothing : answers[Math.Min(i, answers.Count - 1)].Grid;
                    ArcFile.WriteGrid(json, $"attempt_{i + 1}", attempt);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });
}
