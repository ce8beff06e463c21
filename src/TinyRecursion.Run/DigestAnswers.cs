using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Run;

/// <summary>Takes digests instead of solving.</summary>
internal static class DigestAnswers
{
    /// <summary>Takes the digest of each instance; see <see cref="Answers.Of"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Its name for messages.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="reader">The instances.</param>
    /// <param name="name">Their name for messages.</param>
    public static IEnumerable<Answer> Of(Model model, string path, int steps, TextReader reader, string name)
    {
        var digest = new InstanceDigest(model, path, steps);
        foreach ((_, Problem problem) in InstanceProblems.Read(model.Task, reader, name))
        {
            yield return new Answer(digest.Of(problem) + "\n", IsSolved: true);
        }
    }
}
