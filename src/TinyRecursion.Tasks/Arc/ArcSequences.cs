using TinyRecursion.Models.Trm;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Arc;

/// <summary>ARC tasks with their augmentations, each a puzzle of its own; validated on the tests as they are.</summary>
internal sealed class ArcSequences : ITokenDataset
{
    /// <summary>Takes the data.</summary>
    /// <param name="data">The data.</param>
    public ArcSequences(ArcDataset data)
    {
        Data = data;
        HeldOut =
        [
            .. from task in data.EvaluationTasks
               from pair in task.Test
               where pair.Output is not null
               select ArcEncoding.Encode(pair, default, data.PuzzleOf(task.Id)),
        ];
    }

    /// <summary>The data.</summary>
    public ArcDataset Data { get; }

    public TrmSizes Sizes => new()
    {
        SequenceLength = ArcEncoding.Length, VocabularySize = ArcEncoding.Vocabulary, PuzzleCount = Data.PuzzleCount,
    };

    public string Identity => Data.Identity;

    public int Groups => Data.TrainingTasks.Count + Data.EvaluationTasks.Count;

    public double ExamplesPerGroup =>
        (Data.TrainingTasks.Sum(task => (double)(task.Train.Count + task.Test.Count)) + Data.EvaluationTasks.Sum(task => task.Train.Count))
        / Groups;

    public IReadOnlyList<TokenExample> HeldOut { get; }

    public TokenExample Draw(ref SeededRandom random) => Data.Example(ref random);

    public bool IsRight(TokenExample example, int[] answer)
    {
        // What lies outside of the grid is padding in the labels and not scored in the answer either.
        int[] expected = Array.ConvertAll(example.Labels, label => label == TokenExample.Ignored ? ArcEncoding.Pad : label);
        return ArcEncoding.Decode(answer) is { } grid && grid.Equals(ArcEncoding.Decode(expected));
    }
}
