using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Tasks.Arc;
using TinyRecursion.Tasks.Sequences;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arc;

/// <summary>Reading, showing and answering tests with a model of random weights.</summary>
public sealed class ArcTasksTests : IDisposable
{
    private static readonly ArcTasks Tasks = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("arc").FullName;
    private readonly string _training;
    private readonly string _evaluation;

    public ArcTasksTests()
    {
        IReadOnlyList<ArcTask> lines = ArcFile.ReadAll(ArcSamples.Fixture("lines.jsonl"));
        _training = Write("training.jsonl", ArcFile.ToJsonLine(lines[1]));
        _evaluation = Write("evaluation.jsonl", ArcFile.ToJsonLine(lines[0]) + "\n" + ArcFile.ToJsonLine(lines[2]));
    }

    private Settings AsTrained => Settings.Default.With(ArcSettings.Train, [_training]).With(ArcSettings.Augmentations, 3).With(ArcSettings.Seed, 3UL);

    [Fact]
    public void Without_training_data_tasks_are_read_as_a_whole_and_shown()
    {
        SourcedInstance[] tasks = [.. Tasks.ReadFiles([_evaluation], Settings.Default)];
        var text = new StringWriter { NewLine = "\n" };
        Tasks.Show(text, tasks[0].Instance);

        Assert.Equal(["mirror", "recolour"], tasks.Select(task => ((ArcQuestion)task.Instance).Task.Id));
        Assert.Equal([0, 0], tasks.Select(task => ((ArcQuestion)task.Instance).Test));
        Assert.StartsWith("mirror: 3 shown, 2 to solve\ntrain 1 input", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("test 2 input", text.ToString(), StringComparison.Ordinal);
        Assert.Single(Tasks.ReadFiles([_evaluation], Settings.Default, limit: 1));
        Assert.Equal(
            "recolour", ((ArcQuestion)Assert.Single(Tasks.ReadFiles([_evaluation], Settings.Default.With(ArcSettings.Task, "recolour"))).Instance).Task.Id);
        Assert.Equal(
            $"{_evaluation}: holds no task 'none'",
            Assert.Throws<InstanceFormatException>(() => Tasks.ReadFiles([_evaluation], Settings.Default.With(ArcSettings.Task, "none"))).Message);
        Assert.Equal(2, Tasks.Read(new StringReader(File.ReadAllText(_evaluation)), "f", Settings.Default).Count());
    }

    [Fact]
    public void With_training_data_every_test_is_a_question_that_knows_them()
    {
        ArcQuestion[] questions = [.. Tasks.ReadFiles([_evaluation], AsTrained).Select(one => (ArcQuestion)one.Instance)];

        Assert.Equal(["mirror 1", "mirror 2", "recolour 1"], questions.Select(question => $"{question.Task.Id} {question.Test}"));
        Assert.All(questions, question => Assert.Equal(Identity(), question.Data!.Identity));
        Assert.Equal(questions[1].Task.Test[1], questions[1].Pair);
        string[] messages =
        [
            .. ((Settings[])[AsTrained.With(ArcSettings.Train, [_training, _evaluation]), AsTrained.With(ArcSettings.Train, [ArcSamples.Fixture("contest_challenges.json")])])
                .Select(settings => Assert.Throws<SettingException>(() => Tasks.ReadFiles([_evaluation], settings)).Message),
        ];
        Assert.Contains("is in both lists", messages[0], StringComparison.Ordinal);
        Assert.Contains("is to be trained on", messages[1], StringComparison.Ordinal);
        string untested = Write("untested.jsonl", ArcFile.ToJsonLine(questions[0].Task with { Test = [] }));
        Assert.Equal(
            $"{untested}: task mirror has no test to answer", Assert.Throws<InstanceFormatException>(() => Tasks.ReadFiles([untested], AsTrained)).Message);
        Assert.Throws<FileNotFoundException>(() => Tasks.ReadFiles(["nowhere.jsonl"], AsTrained));
    }

    [Fact]
    public void Solutions_in_a_file_of_their_own_make_tests_measurable_without_changing_the_data()
    {
        string open = ArcSamples.Fixture("contest_challenges.json");
        Settings settings = Settings.Default.With(ArcSettings.Train, [Write("blank.jsonl", ArcFile.ToJsonLine(ArcFile.ReadAll(ArcSamples.Fixture("lines.jsonl"))[3]))])
            .With(ArcSettings.Augmentations, 1);
        SourcedInstance[] without = [.. Tasks.ReadFiles([open], settings)];
        SourcedInstance[] with = [.. Tasks.ReadFiles([open], settings.With(ArcSettings.Solutions, ArcSamples.Fixture("contest_solutions.json")))];

        Assert.Contains("nothing to measure", Assert.Throws<InstanceFormatException>(() => Tasks.RequireMeasurable(without[0].Instance, open)).Message, StringComparison.Ordinal);
        Assert.All(with, one => Tasks.RequireMeasurable(one.Instance, open));
        Assert.Equal(((ArcQuestion)without[0].Instance).Data!.Identity, ((ArcQuestion)with[0].Instance).Data!.Identity);
    }

    [Fact]
    public void A_test_is_answered_in_every_augmentation_alike_on_any_number_of_threads_and_under_a_trace()
    {
        ArcQuestion question = (ArcQuestion)Tasks.ReadFiles([_evaluation], AsTrained)[0].Instance;
        using Solver<ArcQuestion, ArcAnswer> solver = Tasks.Open(Random(Identity(), question.Data!.PuzzleCount));
        solver.Require(question, _evaluation);
        var trace = new CountingTrace();
        ArcAnswer one = solver.Solve(question), three = solver.Solve(question, threads: 3), traced = solver.Solve(question, trace: trace);

        Assert.Equal((4, 8L), (one.Runs, one.Steps));
        Assert.Equal(4, one.Unreadable + one.Ranked.Sum(candidate => candidate.Votes));
        Assert.Equal(one.Ranked, three.Ranked);
        Assert.Equal(one.Ranked, traced.Ranked);
        Assert.Equal((8, 4, 0), (trace.Steps, trace.Entered, trace.Depth));
        Assert.All(one.Ranked, candidate => Assert.Equal(1 / (1 + Math.Exp(-3)), candidate.Confidence, 6));
    }

    [Fact]
    public void Votes_steps_and_halting_shorten_the_runs()
    {
        ArcQuestion question = (ArcQuestion)Tasks.ReadFiles([_evaluation], AsTrained)[0].Instance;
        Model model = Random(Identity(), question.Data!.PuzzleCount);

        Assert.Equal((2, 4L), Cost(Settings.Default.With(ArcSettings.Votes, 2)));
        Assert.Equal((4, 12L), Cost(Settings.Default.With(StandardSettings.MaximumSteps, 3)));
        Assert.Equal((4, 4L), Cost(Settings.Default.With(ArcSettings.Halt, HaltRule.Learned)));

        (int Runs, long Steps) Cost(Settings settings)
        {
            using Solver<ArcQuestion, ArcAnswer> solver = Tasks.OpenSolver(model, "m", settings);
            ArcAnswer answer = solver.Solve(question);
            return (answer.Runs, answer.Steps);
        }
    }

    [Fact]
    public void Other_data_than_in_training_are_refused_with_both_in_the_message()
    {
        ArcQuestion question = (ArcQuestion)Tasks.ReadFiles([_evaluation], AsTrained.With(ArcSettings.Seed, 4UL))[0].Instance;
        using Solver<ArcQuestion, ArcAnswer> solver = Tasks.OpenSolver(Random(Identity(), question.Data!.PuzzleCount), "m", Settings.Default);
        using Solver<ArcQuestion, ArcAnswer> smaller = Tasks.OpenSolver(Random(question.Data.Identity, 2), "m", Settings.Default);

        Assert.Equal(
            $"m: was trained on '{Identity()}', given was '{question.Data.Identity}': FILE, --train, --augmentations and --seed must be those of training",
            Assert.Throws<ModelFormatException>(() => solver.Require(question, "f")).Message);
        Assert.Equal(
            "m: does not fit ARC tasks: its sizes are not those of its data", Assert.Throws<ModelFormatException>(() => smaller.Require(question, "f")).Message);
        Assert.StartsWith(
            "--train is missing", Assert.Throws<SettingException>(() => solver.Require(question with { Data = null }, "f")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => solver.Solve(question with { Test = 0 }));
    }

    [Fact]
    public void Tokens_are_those_of_the_data_and_the_tests_kept_back_are_validated_on()
    {
        ITokenDataset tokens = Tasks.OpenTokens([_training], _evaluation, 3, 3);
        var random = new SeededRandom(1);

        Assert.Equal((Identity(), 3), (tokens.Identity, tokens.Groups));
        Assert.Equal((900, 12), (tokens.Sizes.SequenceLength, tokens.Sizes.VocabularySize));
        Assert.Equal(3, tokens.HeldOut.Count);
        Assert.All(tokens.HeldOut, example =>
        {
            Assert.True(tokens.IsRight(example, [.. example.Labels.Select(label => Math.Max(label, 0))]));
            Assert.False(tokens.IsRight(example, example.Inputs));
        });
        Assert.InRange(tokens.Draw(ref random).Puzzle, 1, tokens.Sizes.PuzzleCount!.Value - 1);
        Assert.Empty(Tasks.OpenTokens([_training], null, 3, 3).HeldOut);
    }

    [Theory]
    [InlineData("augmentations", "-1", "--augmentations must be at least 0, not -1")]
    [InlineData("votes", "0", "--votes must be at least 1, not 0")]
    [InlineData("halt", "verified", "--halt must be one of steps, learned, not 'verified'")]
    public void Settings_out_of_range_are_refused(string name, string text, string message) => Assert.Equal(
        message, Assert.Throws<SettingException>(() => Settings.Default.WithText(Tasks.Settings.First(setting => setting.Name == name), [text])).Message);

    [Fact]
    public void Verbs_that_it_cannot_have_say_why() => Assert.Equal(
        [Verb.Train, Verb.Generate, Verb.Compress, Verb.Digest, Verb.ExportC, Verb.Run], Enum.GetValues<Verb>().Where(verb => Tasks.WhyNot(verb) is not null));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Identity() => new ArcDataset(ArcFile.ReadAll(_training), ArcFile.ReadAll(_evaluation), 3, 3).Identity;

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A model of random weights whose halting head always holds the answer to be right.</summary>
    private static Model Random(string data, int puzzles)
    {
        var config = new TrmConfig
        {
            SequenceLength = ArcEncoding.Length, VocabularySize = ArcEncoding.Vocabulary, PuzzleCount = puzzles, PuzzleWidth = 8, PuzzleSlots = 1,
            HighCycles = 1, LowCycles = 1, Layers = 1, Width = 8, Expansion = 1, Heads = 2, Positions = TrmPositions.Rotary, HaltMaximumSteps = 2,
        };
        RuleGraph graph = TrmRule.Create(config);
        var random = new SeededRandom(3);
        float[] parameters = [.. Enumerable.Range(0, graph.ParameterCount).Select(_ => 0.5f * random.NextGaussian())];
        foreach (WeightShape weight in graph.Weights.Where(weight => weight.Name.StartsWith("head.halting", StringComparison.Ordinal)))
        {
            parameters.AsSpan(weight.Offset, weight.Count).Fill(weight.Name.EndsWith("bias", StringComparison.Ordinal) ? 3f : 0f);
        }

        float[] start = [.. Enumerable.Repeat(1f, config.Width)];
        var cycles = new NestedCyclesOptions { HighCycles = 1, LowCycles = 1, HighStart = start, LowStart = start };
        return new TrmModel(config, graph, parameters, cycles).ToModel("arc", new Dictionary<string, string> { ["data"] = data });
    }

    private sealed class CountingTrace : ITrace
    {
        public int Steps { get; private set; }

        public int Entered { get; private set; }

        public int Depth { get; private set; }

        public void Record(ITracedStep step) => Steps++;

        public void Enter(string part, int index) => (Entered, Depth) = (part == "augmentation" ? Entered + 1 : Entered, Depth + 1);

        public void Leave() => Depth--;
    }
}
