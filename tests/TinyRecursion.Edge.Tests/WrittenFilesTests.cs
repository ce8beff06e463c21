using TinyRecursion.Edge;
using TinyRecursion.IO;
using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>Programs are written whole or not at all.</summary>
public sealed class WrittenFilesTests : IDisposable
{
    private static readonly EdgeProgram Program = new("p", [new("p.c", "one\n"), new("p.h", "two\n")], 1, 1, 1, 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("edge").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Folders_are_made_and_older_files_replaced()
    {
        string folder = Path.Combine(_folder, "a", "b");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "p.c"), "a longer text from before");

        Program.Write(folder);

        string written = File.ReadAllText(Path.Combine(folder, "p.c"));
        Assert.StartsWith("/* Exported by TinyRecursion", written, StringComparison.Ordinal);
        Assert.EndsWith(" */\none\n", written, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFileSystemEntries(folder).Length);
    }

    [Fact]
    public void Only_files_of_a_program_are_of_its_kind()
    {
        string other = Path.Combine(_folder, "other.c");
        File.WriteAllText(other, "int main(void) { return 0; }\n");
        Program.Write(_folder);

        OutputFile.Prepare(Path.Combine(_folder, "p.c"), EdgeProgram.FileKind);
        Assert.Throws<OutputException>(() => OutputFile.Prepare(other, EdgeProgram.FileKind));
    }

    [Fact]
    public void What_cannot_be_written_leaves_nothing_behind()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "p.h", "inside"));

        Assert.ThrowsAny<Exception>(() => Program.Write(_folder));

        Assert.Empty(Directory.GetFiles(_folder, "*.tmp"));
    }
}
