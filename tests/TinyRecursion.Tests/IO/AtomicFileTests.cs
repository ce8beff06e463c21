using TinyRecursion.IO;
using Xunit;

namespace TinyRecursion.Tests.IO;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atomic").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Creates_and_replaces()
    {
        string path = Path.Combine(_folder, "file");

        AtomicFile.Write(path, stream => stream.Write("a longer first text"u8));
        AtomicFile.Write(path, stream => stream.Write("second"u8));

        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Leaves_the_old_file_when_the_writer_throws()
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);
            stream.Flush();
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Leaves_nothing_where_there_was_nothing()
    {
        Assert.Throws<InvalidOperationException>(
            () => AtomicFile.Write(Path.Combine(_folder, "file"), _ => throw new InvalidOperationException()));

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Removes_the_temporary_file_when_the_target_cannot_be_replaced()
    {
        string path = Path.Combine(_folder, "file");
        Directory.CreateDirectory(Path.Combine(path, "inner"));

        Assert.ThrowsAny<SystemException>(() => AtomicFile.Write(path, stream => stream.Write("new"u8)));

        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Names_a_missing_folder() => Assert.ThrowsAny<IOException>(
        () => AtomicFile.Write(Path.Combine(_folder, "missing", "file"), stream => stream.Write("new"u8)));

    [Fact]
    public void Writes_under_the_longest_name_that_a_folder_takes()
    {
        string path = Path.Combine(_folder, new string('x', 255));

        AtomicFile.Write(path, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void Two_writers_of_one_file_do_not_meet()
    {
        string path = Path.Combine(_folder, "file");

        AtomicFile.Write(path, outer =>
        {
            AtomicFile.Write(path, inner => inner.Write("inner"u8));
            Assert.Equal("inner", File.ReadAllText(path));
            outer.Write("outer"u8);
        });

        Assert.Equal("outer", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_reader_keeps_the_file_that_it_opened()
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "old");
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));

        AtomicFile.Write(path, stream => stream.Write("new"u8));

        Assert.Equal("old", reader.ReadToEnd());
    }
}
