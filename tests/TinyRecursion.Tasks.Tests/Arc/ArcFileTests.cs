using System.Text;
using CsCheck;
using TinyRecursion.Tasks.Arc;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arc;

public class ArcFileTests
{
    private const string Pair = """{"input":[[1]],"output":[[2]]}""";

    private static List<ArcTask> Read(string text, string name = "f") =>
        ArcFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), name).ToList();

    private static string ErrorOf(string text) => Assert.Throws<InstanceFormatException>(() => Read(text)).Message;

    [Fact]
    public void Reading_what_is_written_gives_every_task_back() => ArcSamples.Task.Array[1, 3].Sample(tasks =>
    {
        tasks = [.. tasks.Select((task, i) => task with { Id = task.Id + i })];
        return Read(string.Join('\n', tasks.Select(ArcFile.ToJsonLine))).SequenceEqual(tasks);
    }, iter: 30);

    [Fact]
    public void Every_form_is_told_by_itself()
    {
        IReadOnlyList<ArcTask> lines = ArcFile.ReadAll(ArcSamples.Fixture("lines.jsonl"));
        Assert.Equal(["mirror", "double", "recolour", "blank"], lines.Select(task => task.Id));
        Assert.Equal((3, 2), (lines[0].Train.Count, lines[0].Test.Count));
        IReadOnlyList<ArcTask> generated = ArcFile.ReadAll(ArcSamples.Fixture("generated.jsonl"));
        Assert.Equal(["mirror", "crop"], generated.Select(task => task.Id));
        Assert.Equal((4, 0), (generated[0].Train.Count, generated[0].Test.Count));
        ArcTask one = Assert.Single(ArcFile.ReadAll(ArcSamples.Fixture("one-into-two.json")));
        Assert.Equal(("one-into-two", 2, 1), (one.Id, one.Train.Count, one.Test.Count));
        IReadOnlyList<ArcTask> contest = ArcFile.ReadAll(ArcSamples.Fixture("contest_challenges.json"));
        Assert.Equal(["double", "mirror"], contest.Select(task => task.Id));
        Assert.All(contest.SelectMany(task => task.Test), test => Assert.Null(test.Output));
        IReadOnlyList<ArcTask> solved = ArcFile.ReadAll(ArcSamples.Fixture("contest_challenges.json"), ArcSamples.Fixture("contest_solutions.json"));
        Assert.Equal([(4, 8), (5, 10)], solved[0].Test.Select(test => (test.Output!.Rows, test.Output.Columns)));
        Assert.Equal(new ArcAugmentation(4, ArcAugmentation.Identity.Colours).Apply(solved[1].Test[0].Input), solved[1].Test[0].Output);
    }

    [Fact]
    public void Order_of_fields_unknown_fields_marks_and_spaces_do_not_matter()
    {
        string padded = new string(' ', 200_000);
        List<ArcTask> tasks = Read(
            $"\uFEFF{padded}{{\"note\":[{{\"a\":[[{{}}]]}}],\"test\":[{{\"output\":null,\"x\":{{}},\"input\":[[3,4]]}}],\r\n\"train\":[{Pair}],\"id\":\"b\"}}{padded}\n\n");
        Assert.Equal(new ArcTask("b", [ArcSamples.PairOf("1", "2")], [new ArcPair(ArcGrid.Parse("34"), null)]), Assert.Single(tasks));
    }

    [Fact]
    public void A_task_without_a_name_has_that_of_the_file()
    {
        Assert.Equal("a65b", Assert.Single(Read($"{{\"train\":[{Pair}]}}", "/x/y/a65b.json")).Id);
        Assert.Equal("f: line 2: the task has no 'id', and there is more than one in the file", ErrorOf($"{{\"train\":[{Pair}]}}\n{{\"train\":[{Pair}]}}"));
    }

    [Theory]
    [InlineData("", "f: holds no task")]
    [InlineData(" \n", "f: holds no task")]
    [InlineData("7", "f: line 1: expected a task, found 7")]
    [InlineData("[]", "f: line 1: task 'f': expected at least one pair, found none")]
    [InlineData("{}", "f: line 1: expected a list 'train' or 'examples', found neither")]
    [InlineData("{\"id\":7}", "f: line 1: id: expected a name, found 7")]
    [InlineData("{\"id\":\"\"}", "f: line 1: id: expected a name of 1 to 256 characters, found 0")]
    [InlineData("{\"id\":\"a\",\"train\":7}", "f: line 1: task 'a' train: expected a list of pairs, found 7")]
    [InlineData("{\"id\":\"a\",\"train\":[]}", "f: line 1: task 'a': expected at least one pair to show, found none")]
    [InlineData("{\"id\":\"a\",\n\"train\":[P,7]}", "f: line 2: task 'a' train[1]: expected a pair, found 7")]
    [InlineData("{\"id\":\"a\",\"train\":[P],\"train\":[P]}", "f: line 1: task 'a' train: is given twice")]
    [InlineData("{\"id\":\"a\",\"train\":[P],\"examples\":[P]}", "f: line 1: task 'a' examples: is given twice")]
    [InlineData("{\"id\":\"a\",\"task\":\"b\"}", "f: line 1: task 'a' task: is given twice")]
    [InlineData("{\"id\":\"a\",\"train\":[P,{\"input\":[[1]]}]}", "f: line 1: task 'a' train[1]: expected an 'output', found none")]
    [InlineData("{\"id\":\"a\",\"test\":[{\"output\":[[1]]}]}", "f: line 1: task 'a' test[0]: expected an 'input', found none")]
    [InlineData("{\"id\":\"a\",\"test\":[{\"input\":[[1]],\"input\":[[1]]}]}", "f: line 1: task 'a' test[0].input: is given twice")]
    [InlineData("{\"id\":\"a\",\"train\":[{\"input\":[[1]],\"output\":null}]}", "f: line 1: task 'a' train[0].output: expected a grid, found null")]
    [InlineData("{\"id\":\"a\",\"test\":[{\"input\":[]}]}", "f: line 1: task 'a' test[0].input: expected 1 to 30 rows, found none")]
    [InlineData("{\"id\":\"a\",\"test\":[{\"input\":[[]]}]}", "f: line 1: task 'a' test[0].input row 1: expected 1 to 30 cells, found none")]
    [InlineData("{\"id\":\"a\",\"test\":[{\"input\":[[1,2],[3,4],[5]]}]}", "f: line 1: task 'a' test[0].input row 3: expected 2 cells as in row 1, found 1")]
    [InlineData("{\"id\":\"a\",\"test\":[{\"input\":[[1,2],[3,10]]}]}", "f: line 1: task 'a' test[0].input row 2 cell 2: expected a colour from 0 to 9, found 10")]
    [InlineData("{\"id\":\"a\",\"test\":[{\"input\":[[1,-2]]}]}", "f: line 1: task 'a' test[0].input row 1 cell 2: expected a colour from 0 to 9, found -2")]
    [InlineData("{\"id\":\"a\",\"test\":[{\"input\":[[1,1.5]]}]}", "f: line 1: task 'a' test[0].input row 1 cell 2: expected a colour from 0 to 9, found 1.5")]
    [InlineData("{\"id\":\"a\",\"test\":[{\"input\":[[1,\"x\\n\"]]}]}", "f: line 1: task 'a' test[0].input row 1 cell 2: expected a colour from 0 to 9, found 'x\\n'")]
    [InlineData("{\"id\":\"a\",\"test\":[{\"input\":[7]}]}", "f: line 1: task 'a' test[0].input row 1: expected a list of colours, found 7")]
    [InlineData("{\"id\":\"a\",\"test\":[{\"input\":[[1", "f: line 1: task 'a' test[0].input row 1 cell 1: expected JSON, found an error at byte 31 of the line")]
    [InlineData("{\"a\":{\"train\":[P]},\n\"a\":{\"train\":[P]}}", "f: line 2: task 'a': occurs twice")]
    [InlineData("{\"a\":{\"train\":[P]},\n\"b\":[[[1]]]}", "f: line 2: task 'b': expected a task (solutions stand in a file of their own), found a list")]
    public void Errors_name_the_file_the_line_and_the_place(string text, string expected) =>
        Assert.Equal(expected, ErrorOf(text.Replace("P", Pair, StringComparison.Ordinal)));

    [Fact]
    public void Grids_and_words_and_depths_beyond_the_limits_are_refused()
    {
        string row = "[" + string.Join(',', Enumerable.Repeat(0, 31)) + "]";
        string rows = string.Join(',', Enumerable.Repeat("[0]", 31));
        Assert.EndsWith("row 1 cell 31: expected at most 30 cells, found more", ErrorOf($"{{\"train\":[{{\"input\":[{row}]}}]}}"), StringComparison.Ordinal);
        Assert.EndsWith("row 31: expected at most 30 rows, found more", ErrorOf($"{{\"train\":[{{\"input\":[{rows}]}}]}}"), StringComparison.Ordinal);
        Assert.Equal("f: line 1: a word is longer than 16384 bytes", ErrorOf($"{{\"id\":\"{new string('x', 20_000)}\"}}"));
        Assert.Equal("f: line 1: a word is longer than 16384 bytes", ErrorOf($"{{\"x\":\"{new string('x', 100_000)}\"}}"));
        Assert.StartsWith("f: line 1: x: expected JSON, found an error at byte ", ErrorOf($"{{\"x\":{new string('[', 100)}"), StringComparison.Ordinal);
        string many = string.Join(',', Enumerable.Repeat(Pair, ArcFile.MaximumPairs + 1));
        Assert.Equal("f: line 1: train[10000]: expected at most 10000 pairs, found more", ErrorOf($"{{\"train\":[{many}]}}"));
        Assert.Equal("f: line 1: a string is not Unicode", ErrorOf("{\"x\":\"\\ud800\"}"));
    }

    [Fact]
    public void Tasks_before_an_error_are_given_before_it()
    {
        using IEnumerator<ArcTask> tasks = ArcFile.Read(new MemoryStream(Encoding.UTF8.GetBytes($"{{\"id\":\"a\",\"train\":[{Pair}]}}\nx")), "f").GetEnumerator();
        Assert.True(tasks.MoveNext());
        Assert.Equal("f: line 2: expected JSON, found an error at byte 1 of the line", Assert.Throws<InstanceFormatException>(() => tasks.MoveNext()).Message);
    }

    [Fact]
    public void Solutions_are_one_for_each_test()
    {
        string folder = Directory.CreateTempSubdirectory("arc").FullName;
        try
        {
            string tasks = Path.Combine(folder, "t.json"), solutions = Path.Combine(folder, "s.json");
            File.WriteAllText(tasks, $"{{\"a\":{{\"train\":[{Pair}],\"test\":[{{\"input\":[[1]]}}]}}}}");
            File.WriteAllText(solutions, """{"b":[[[1]]]}""");
            Assert.Equal($"{solutions}: task 'a': expected 1 solutions as there are tests, found 0", ErrorOf());
            File.WriteAllText(solutions, """{"a":[[[1]],[[2]]]}""");
            Assert.Equal($"{solutions}: task 'a': expected 1 solutions as there are tests, found 2", ErrorOf());
            File.WriteAllText(solutions, """{"a":[[[1],[1,2]]]}""");
            Assert.Equal($"{solutions}: line 1: task 'a' solution[0] row 2: expected 1 cells as in row 1, found 2", ErrorOf());
            File.WriteAllText(solutions, """{"a":[],"a":[]}""");
            Assert.Equal($"{solutions}: line 1: task 'a': occurs twice", ErrorOf());

            string ErrorOf() => Assert.Throws<InstanceFormatException>(() => ArcFile.ReadAll(tasks, solutions)).Message;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Any_change_of_bytes_is_read_or_refused_and_nothing_else()
    {
        byte[] valid = Encoding.UTF8.GetBytes(
            $"{{\"id\":\"a\",\"train\":[{Pair}],\"test\":[{{\"input\":[[1,2],[3,4]],\"output\":null}}]}}\n{{\"b\":{{\"train\":[{Pair},{Pair}]}}}}\n");
        Gen.Select(Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte).Array[1, 4], Gen.Int[1, valid.Length]).Sample((changes, length) =>
        {
            byte[] changed = (byte[])valid.Clone();
            foreach ((int at, byte value) in changes)
            {
                changed[at] = value;
            }

            try
            {
                return ArcFile.Read(new MemoryStream(changed, 0, length), "f").Count() is 1 or 2;
            }
            catch (InstanceFormatException error)
            {
                return error.Message.StartsWith("f: ", StringComparison.Ordinal) && !error.Message.Any(char.IsControl);
            }
        }, iter: 5000);
    }

    [Fact]
    public void A_stream_that_gives_a_byte_at_a_time_reads_the_same()
    {
        byte[] bytes = File.ReadAllBytes(ArcSamples.Fixture("lines.jsonl"));
        using var slow = new SlowStream(bytes);
        Assert.Equal(ArcFile.ReadAll(ArcSamples.Fixture("lines.jsonl")), ArcFile.Read(slow, "f"));
    }

    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);
    }
}
