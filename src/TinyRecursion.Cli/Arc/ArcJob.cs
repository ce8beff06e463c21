using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Sequences;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Arc;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Cli.Arc;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="Sequences">The data, put together as training did.</param>
/// <param name="Tasks">The tasks to answer, with the outputs of their tests where they are known.</param>
/// <param name="Model">The model.</param>
/// <param name="StepLimit">Most steps of a run.</param>
/// <param name="Halt">When a run ends.</param>
/// <param name="Votes">Most votes on each test.</param>
/// <param name="Threads">Sequences at once.</param>
internal sealed record ArcJob(
    ArcSequences Sequences, IReadOnlyList<ArcTask> Tasks, SequenceModel Model, int StepLimit, HaltRule Halt, int Votes, int Threads)
{
    /// <summary>Whether the outputs of all tests are known.</summary>
    public bool IsScored => Tasks.All(task => task.Test.All(pair => pair.Output is not null));

    /// <summary>Reads everything that a command line names.</summary>
    /// <param name="options">The options.</param>
    /// <param name="parse">The command line.</param>
    /// <param name="id">The only task to answer, or null for all.</param>
    /// <exception cref="InputException">The model was trained on other data, or there is nothing to answer.</exception>
    public static ArcJob Read(ArcOptions options, ParseResult parse, string? id = null)
    {
        string file = parse.GetValue(options.Run.File)!;
        var model = SequenceModel.Load(parse.GetValue(options.Run.Model), "arc");
        int augmentations = parse.GetValue(options.Augmentations);
        if (augmentations < 0)
        {
            throw new InputException($"--augmentations must be at least 0, not {augmentations}");
        }

        var sequences = (ArcSequences)SequenceData.Read(
            "arc", parse.GetValue(options.Train)!, file, augmentations, parse.GetValue(options.Seed));
        if (sequences.Identity != model.Data)
        {
            throw new InputException(
                $"{model.Path}: was trained on '{model.Data}', given was '{sequences.Identity}': "
                + "FILE, --train, --augmentations and --seed must be those of training");
        }

        // The card could be another model's; the sizes decide whether anything can be run.
        if ((model.Config.SequenceLength, model.Config.VocabularySize, model.Config.PuzzleCount)
            != (ArcEncoding.Length, ArcEncoding.Vocabulary, sequences.Data.PuzzleCount))
        {
            throw new InputException($"{model.Path}: does not fit ARC tasks: its sizes are not those of its data");
        }

        IReadOnlyList<ArcTask> tasks = parse.GetValue(options.Solutions) is { } solutions
            ? ArcFile.ReadAll(file, solutions)
            : sequences.Data.EvaluationTasks;
        return new ArcJob(
            sequences, Chosen(tasks, id, file), model, options.Run.StepLimit(parse, model), parse.GetValue(options.Run.Halt),
            parse.GetValue(options.Votes), parse.GetValue(options.Run.Threads));
    }

    /// <summary>Runs the model on all tests in all augmentations and collects the votes, with a line of progress.</summary>
    public ArcVotes Run(CancellationToken cancellation)
    {
        using ModelRule rule = Model.Model.Open();
        var options = new SequenceRunOptions { MaximumSteps = StepLimit, Adaptive = Halt == HaltRule.Learned };
        using var progress = new ProgressLine("right", Examples().Count());
        var votes = new ArcVotes();
        int done = 0;
        // Votes are added in the order of the examples, so that equal ones rank alike on any number of threads.
        foreach ((TokenExample example, SequenceResult result) in SequenceBatch.Run(
            rule, Model.Config, Examples(), _ => options, Threads,
            (_, example, result) => progress.Advance(++done, Sequences.IsRight(example, result.Tokens)), cancellation))
        {
            votes.Add(Sequences.Data.NameOf(example.Puzzle), example.Inputs, result);
        }

        return votes;
    }

    private static IReadOnlyList<ArcTask> Chosen(IReadOnlyList<ArcTask> tasks, string? id, string file)
    {
        IReadOnlyList<ArcTask> chosen = id is null ? tasks : [.. tasks.Where(task => task.Id == id)];
        return chosen.Count == 0 ? throw new InputException($"{file}: holds no task '{id}'")
            : chosen.FirstOrDefault(task => task.Test.Count == 0) is { } open
            ? throw new InputException($"{file}: task {open.Id} has no test to answer")
            : chosen;
    }

    /// <summary>The tests in their augmentations, of each task the first ones.</summary>
    private IEnumerable<TokenExample> Examples()
    {
        HashSet<string> chosen = [.. Tasks.Select(task => task.Id)];
        (string? task, int puzzle, int variants) = (null, -1, 0);
        foreach (TokenExample example in Sequences.Data.TestExamples())
        {
            // The tests of one augmentation come one after the other, and so do the augmentations of one task.
            string id = ArcAugmentation.Parse(Sequences.Data.NameOf(example.Puzzle)).Id;
            variants = id != task ? 1 : example.Puzzle != puzzle ? variants + 1 : variants;
            (task, puzzle) = (id, example.Puzzle);
            if (variants <= Votes && chosen.Contains(id))
            {
                yield return example;
            }
        }
    }
}
