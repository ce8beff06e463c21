using System.Diagnostics;
using System.Runtime.InteropServices;
using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Tests.Models;
using Xunit;

namespace TinyRecursion.Tests.IO;

/// <summary>Outputs that would destroy something are refused before the work.</summary>
public sealed partial class OutputFileTests : IDisposable
{
    private static readonly OutputKind Kind = OutputKind.Beginning("a poem", "# poem\n");

    private readonly string _folder = Directory.CreateTempSubdirectory("output").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_file_gets_its_folder_and_nothing_else()
    {
        OutputFile.Prepare(In("a/b/file"), Kind, In("missing"));

        Assert.Equal([In("a"), In("a/b")], Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_a_killed_writer_left_is_removed_and_what_is_being_written_is_not()
    {
        string left = AtomicFile.TemporaryIn(_folder), other = In(".notes.tmp"), target = In("file");
        File.WriteAllText(left, "half");
        File.WriteAllText(other, "mine");
        AtomicFile.Write(target, stream =>
        {
            OutputFile.Prepare(In("another"), Kind);
            stream.WriteByte(1);
        });

        Assert.Equal([other, target], Directory.GetFiles(_folder).Order(StringComparer.Ordinal));
        Assert.Equal([1], File.ReadAllBytes(target));
    }

    [Fact]
    public void What_would_act_on_a_terminal_is_shown()
    {
        Assert.Equal("a\\u001b[2J\\u0007\\n\\t\\u009b\\u202eé…", MessageLine.Of("a\u001b[2J\u0007\n\t\u009b\u202eé…"));
        Assert.Equal("a\n\tb\\u2028\\u007f", MessageLine.OfLines("a\n\tb\u2028\u007f"));
    }

    [Fact]
    public void A_device_is_not_read_as_a_file() => Assert.Equal(
        OperatingSystem.IsLinux(), Record.Exception(() => Model.Load("/dev/zero")) is IOException error && error.Message.Contains("is a device", StringComparison.Ordinal));

    [Theory]
    [InlineData("", "found an empty one")]
    [InlineData("  ", "found an empty one")]
    [InlineData("with\0zero", "cannot be written")]
    [InlineData("new/", "is a folder")]
    [InlineData(".", "is a folder")]
    [InlineData("file/inner", "cannot be made")]
    public void Names_that_are_no_files_are_refused(string name, string problem)
    {
        File.WriteAllText(In("file"), "text");
        Assert.Contains(problem, Refusal(string.IsNullOrWhiteSpace(name) ? name : In(name)), StringComparison.Ordinal);
        Assert.Equal([In("file")], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_name_that_is_too_long_is_found_before_the_work()
    {
        Assert.Contains("too long", Refusal(In(new string('x', 300))), StringComparison.Ordinal);
        OutputFile.Prepare(In(new string('x', 255)), Kind);
    }

    [Fact]
    public void A_message_is_one_line()
    {
        File.WriteAllText(In("two\nlines\u001b[31m"), "text");

        Assert.DoesNotContain(Refusal(In("two\nlines\u001b[31m")), char.IsControl);
    }

    [Fact]
    public void Only_files_of_the_same_kind_are_replaced()
    {
        File.WriteAllText(In("poem"), "# poem\nroses");
        File.WriteAllText(In("empty"), string.Empty);
        File.WriteAllText(In("thesis"), "# poems and prose");
        OutputFile.Prepare(In("poem"), Kind);
        OutputFile.Prepare(In("empty"), Kind);

        Assert.Contains("exists and is not a poem", Refusal(In("thesis")), StringComparison.Ordinal);
    }

    [Fact]
    public void Models_are_recognised()
    {
        ModelSamples.Model().Save(In("model"));
        SafetensorsFile.Write(In("tensors"), [], new Dictionary<string, string> { ["format"] = "pt" });
        File.WriteAllText(In("text"), "text");
        OutputFile.Prepare(In("model"), Model.FileKind);

        foreach (string other in (string[])["tensors", "text"])
        {
            Assert.Contains("is not a model", Refusal(In(other), Model.FileKind), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_input_is_not_replaced_whatever_its_name()
    {
        string input = In("input");
        File.WriteAllText(input, "# poem\nroses");
        Directory.CreateDirectory(In("sub"));
        Link(input, In("hard"));
        File.CreateSymbolicLink(In("soft"), "input");
        Directory.CreateSymbolicLink(In("folder"), _folder);

        foreach (string name in (string[])["input", "sub/../input", "hard", "soft", "folder/input"])
        {
            Assert.Contains("is the same file as the input", Refusal(In(name), Kind, input), StringComparison.Ordinal);
            Assert.Contains("is the same file as the input", Refusal(input, Kind, In("other"), In(name)), StringComparison.Ordinal);
        }

        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), input);
        Assert.Contains("is the same file", Refusal(relative, Kind, input), StringComparison.Ordinal);
        Assert.Equal("# poem\nroses", File.ReadAllText(input));
    }

    [Fact]
    public void Pipes_and_devices_are_refused_and_never_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and devices are told apart on Linux.");
        using (Process make = Process.Start("mkfifo", [In("pipe")]))
        {
            make.WaitForExit();
        }

        File.CreateSymbolicLink(In("link"), "/dev/null");
        // Opening the pipe would wait for a reader without end.
        foreach (string path in (string[])[In("pipe"), In("link"), "/dev/null"])
        {
            Assert.Contains("is a device, a pipe or a socket", Refusal(path), StringComparison.Ordinal);
            Assert.Contains("is a device, a pipe or a socket", Assert.Throws<OutputException>(
                () => AtomicFile.Write(path, stream => stream.Write("new"u8))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Links_are_followed_and_what_is_replaced_keeps_its_mode()
    {
        Directory.CreateDirectory(In("real"));
        File.WriteAllText(In("real/file"), "# poem\nold");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(In("real/file"), Mode);
        }

        File.CreateSymbolicLink(In("first"), "real/file");
        File.CreateSymbolicLink(In("second"), "first");
        File.CreateSymbolicLink(In("dangling"), "real/new");

        foreach (string name in (string[])["second", "dangling"])
        {
            OutputFile.Prepare(In(name), Kind);
            AtomicFile.Write(In(name), stream => stream.Write("# poem\nnew"u8));
        }

        Assert.Equal("# poem\nnew", File.ReadAllText(In("real/file")));
        Assert.Equal("# poem\nnew", File.ReadAllText(In("real/new")));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(In("real/file")) == Mode);
        Assert.Equal("first", new FileInfo(In("second")).LinkTarget);
        Assert.Equal(["file", "new"], Directory.GetFiles(In("real")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(In("a"), "b");
        File.CreateSymbolicLink(In("b"), "a");

        Assert.Contains("cannot be written", Refusal(In("a")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_checked_file_by_file()
    {
        OutputFile.PrepareFolder(In("new"), ["one.c", "two.c"], Kind);
        Assert.Empty(Directory.GetFileSystemEntries(In("new")));
        File.WriteAllText(In("new/two.c"), "int main;");
        File.WriteAllText(In("file"), "# poem\n");

        Assert.Contains("is not a poem", FolderRefusal("new"), StringComparison.Ordinal);
        Assert.Contains("is a file", FolderRefusal("file"), StringComparison.Ordinal);
        Assert.Contains("is the same file", FolderRefusal(".", "file"), StringComparison.Ordinal);

        string FolderRefusal(string folder, string input = "none") => Assert.Throws<OutputException>(
            () => OutputFile.PrepareFolder(In(folder), ["file", "two.c"], Kind, In(input))).Message;
    }

    private static string Refusal(string path, OutputKind? kind = null, params string[] inputs) =>
        Assert.Throws<OutputException>(() => OutputFile.Prepare(path, kind ?? Kind, inputs)).Message;

    private static void Link(string file, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            File.Copy(file, name);
            return;
        }

        Assert.Equal(0, HardLink(file, name));
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int HardLink(string file, string name);

    private string In(string name) => Path.Combine(_folder, name);
}
