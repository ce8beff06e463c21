using System.IO.Compression;
using System.Text;
using TinyRecursion.Tasks.Standard;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Common;

/// <summary>What holds for the files of every task: encoding, line ends, packing, and going on after an error.</summary>
public sealed class EveryFormatTests : IDisposable
{
    private static readonly Dictionary<string, (string Instance, string Bad)> Texts = new()
    {
        ["sudoku"] = ("12343412........", "x234"),
        ["maze"] = ("S..\n..G", "S.x\n..G"),
        ["graphs"] = ("source a\na b 1", "source a\na b x\nb c 1"),
        ["sat"] = ("a 2 1 ? - - 1,2", "b 2 1 ? - - 3"),
        ["tiles"] = ("1 2 3 0", "1 2 3 3"),
        ["arithmetic"] = ("1 + 2", "1 ? 2"),
        ["custom"] = ("{\"cells\":2}", "{\"cells\":0}"),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string> Names => [.. Texts.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TaskDefinition TaskOf(string name) => StandardTasks.All.Find(name)!;

    private static List<IInstance> Read(string task, string text) => [.. TaskOf(task).Read(new StringReader(text), "f", Settings.Default)];

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Marks_and_line_ends_do_not_matter(string task)
    {
        string text = Texts[task].Instance;
        Assert.Equal(2, Read(task, $"\uFEFF{text}\n\n{text}\n".ReplaceLineEndings("\r\n")).Count);
        Assert.Single(Read(task, text + "\r"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_no_text_holds_is_refused_where_it_stands(string task)
    {
        (string symbol, string problem)[] refused =
        [
            ("\uFFFD", "not UTF-8"), ("\uFEFF", "a byte-order mark (U+FEFF) within the text"), ("\0", "a control character (U+0000)"),
            ("\u001B", "a control character (U+001B)"), ("\r", "a carriage return alone ends no line: lines end with LF or CRLF"),
        ];
        foreach ((string symbol, string problem) in refused)
        {
            string text = $"{Texts[task].Instance}\n\n{Texts[task].Instance[..2]}{symbol}{Texts[task].Instance[2..]}\n";
            int line = text[..text.IndexOf(symbol, StringComparison.Ordinal)].Count(one => one == '\n') + 1;
            Assert.Equal($"f: line {line}: column 3: {problem}", Assert.Throws<InstanceFormatException>(() => Read(task, text)).Message);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_that_are_not_UTF_8_are_refused_with_their_place(string task)
    {
        string path = Write("latin", [.. Encoding.UTF8.GetBytes(Texts[task].Instance[..1]), 0xE9, .. Encoding.UTF8.GetBytes(Texts[task].Instance[1..])]);
        Assert.Equal($"{path}: line 1: column 2: not UTF-8", Assert.Throws<InstanceFormatException>(() => TaskOf(task).ReadFiles([path], Settings.Default)).Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Packed_files_are_read_and_those_cut_off_refused(string task)
    {
        byte[] packed = Pack(string.Join("\n\n", Enumerable.Repeat(Texts[task].Instance, 50)) + "\n\n");
        Assert.Equal(50, TaskOf(task).ReadFiles([Write("whole.gz", packed)], Settings.Default).Count);
        Assert.Equal(100, TaskOf(task).ReadFiles([Write("twice.gz", [.. packed, .. packed])], Settings.Default).Count);
        string cut = Write("cut.gz", packed[..^12]);
        Assert.Equal($"{cut}: the packed data (gzip) are damaged or cut off", Assert.Throws<IOException>(() => TaskOf(task).ReadFiles([cut], Settings.Default)).Message);
    }

    [Theory]
    [InlineData("FD377A585A0000", "is compressed by xz; unpack it, or pack it by gzip, which is read")]
    [InlineData("425A68393141592653", "is compressed by bzip2; unpack it, or pack it by gzip, which is read")]
    [InlineData("28B52FFD2000", "is compressed by zstd; unpack it, or pack it by gzip, which is read")]
    [InlineData("04224D186040", "is compressed by lz4; unpack it, or pack it by gzip, which is read")]
    [InlineData("4C5A49500100", "is compressed by lzip; unpack it, or pack it by gzip, which is read")]
    [InlineData("1F9D90000000", "is compressed by compress; unpack it, or pack it by gzip, which is read")]
    [InlineData("504B03041400", "is compressed by zip; unpack it, or pack it by gzip, which is read")]
    [InlineData("377ABCAF271C", "is compressed by 7z; unpack it, or pack it by gzip, which is read")]
    [InlineData("FFFE31003200", "is UTF-16 or UTF-32; save it as UTF-8")]
    [InlineData("FEFF00310032", "is UTF-16 or UTF-32; save it as UTF-8")]
    public void Other_packings_and_encodings_are_refused_by_name(string bytes, string problem)
    {
        string path = Write("odd", Convert.FromHexString(bytes));
        foreach (TaskDefinition task in StandardTasks.All)
        {
            Assert.Equal($"{path}: {problem}", Assert.Throws<IOException>(() => task.ReadFiles([path], Settings.Default)).Message);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reading_goes_on_behind_a_bad_instance(string task)
    {
        (string instance, string bad) = Texts[task];
        string text = $"{instance}\n\n{bad}\n\n{instance[..1]}\0{instance[1..]}\n\n{instance}\n";
        using IEnumerator<IInstance> instances = TaskOf(task).Read(new StringReader(text), "f", Settings.Default).GetEnumerator();

        Assert.True(instances.MoveNext());
        Assert.Throws<InstanceFormatException>(() => instances.MoveNext());
        Assert.Contains("U+0000", Assert.Throws<InstanceFormatException>(() => instances.MoveNext()).Message, StringComparison.Ordinal);
        Assert.True(instances.MoveNext());
        Assert.Equal(text.TrimEnd().Count(symbol => symbol == '\n') + 1 - instance.Count(symbol => symbol == '\n'), instances.Current.Line);
        Assert.False(instances.MoveNext());
    }

    [Theory]
    [InlineData("sudoku")]
    [InlineData("graphs")]
    [InlineData("sat")]
    [InlineData("tiles")]
    [InlineData("arithmetic")]
    public void A_comment_may_follow_an_instance_on_its_line(string task) => Assert.Single(Read(task, $"# one\n{Texts[task].Instance} # another\n\t# last\n"));

    [Fact]
    public void A_folder_of_ARC_files_and_a_list_of_pairs_are_read()
    {
        Write("b.json", "{\"train\":[{\"input\":[[1]],\"output\":[[2]]}],\"test\":[{\"input\":[[3]]}]}"u8.ToArray());
        Write("a.json", "[{\"input\": [[1]], \"output\": [[2]]}, {\"input\": [[3]], \"output\": [[4]]}]"u8.ToArray());
        Write("c.json.gz", Pack("{\"id\":\"x\",\"train\":[{\"input\":[[1]],\"output\":[[2]]}]}"));
        Write("readme.md", []);
        Assert.Equal(["a", "b", "x"], TaskOf("arc").ReadFiles([_folder], Settings.Default).Select(one => ((Tasks.Arc.ArcQuestion)one.Instance).Task.Id));
        Assert.Equal(2, ((Tasks.Arc.ArcQuestion)TaskOf("arc").ReadFiles([_folder], Settings.Default)[0].Instance).Task.Train.Count);
        string pairs = Write("d.json", "[{\"input\": [[1]], \"output\": [[2]]}] 7"u8.ToArray());
        Assert.Equal(
            $"{pairs}: line 1: task 'd': expected the end of the file behind its list of pairs",
            Assert.Throws<InstanceFormatException>(() => TaskOf("arc").ReadFiles([pairs], Settings.Default)).Message);
    }
}
