using System.Net.Sockets;
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

    [Fact]
    public void A_failure_of_the_disk_names_the_file_and_not_the_temporary_one()
    {
        string path = Path.Combine(_folder, "file");

        OutputException full = Assert.Throws<OutputException>(
            () => AtomicFile.Write(path, stream => throw new IOException($"No space left on device : '{((FileStream)stream).Name}'")));
        OutputException large = Assert.Throws<OutputException>(
            () => AtomicFile.Write(path, _ => throw new ArgumentOutOfRangeException("value", "too large")));

        Assert.Equal($"{path}: cannot be written: No space left on device : '{path}'", full.Message);
        Assert.StartsWith($"{path}: cannot be written: too large", large.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_socket_is_not_replaced()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sockets are told from files on Linux.");
        string path = Path.Combine(_folder, "socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));

        OutputException error = Assert.Throws<OutputException>(() => AtomicFile.Write(path, stream => stream.Write("new"u8)));

        Assert.Equal($"{path}: is a device, a pipe or a socket, not a file", error.Message);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_folder_is_not_called_a_device()
    {
        string path = Path.Combine(_folder, "folder");
        Directory.CreateDirectory(path);

        Exception error = Assert.ThrowsAny<SystemException>(() => AtomicFile.Write(path, stream => stream.Write("new"u8)));

        Assert.DoesNotContain("is a device", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_being_written_while_it_is()
    {
        bool writing = false;

        AtomicFile.Write(Path.Combine(_folder, "file"), _ => writing = AtomicFile.IsWriting);

        Assert.True(writing);
    }

    [Theory]
    [InlineData(".0123456789abcdef0123456789abcdef.tmp", true)]
    [InlineData("x0123456789abcdef0123456789abcdef.tmp", false)]
    [InlineData("0123456789abcdef0123456789abcdef.tmp", false)]
    [InlineData(".0123456789abcdef0123456789abcdef.txt", false)]
    [InlineData(".0123456789abcdef0123456789abcdef", false)]
    [InlineData(".01234567-89ab-cdef-0123-456789abcdef.tmp", false)]
    [InlineData(".notes.tmp", false)]
    [InlineData("..tmp", false)]
    [InlineData(".tmp", false)]
    [InlineData(".", false)]
    public void Temporary_files_are_known_by_their_names(string name, bool expected) => Assert.Equal(expected, AtomicFile.IsTemporary(name));

    [Fact]
    public void The_failure_that_came_first_is_told_when_the_temporary_file_is_gone()
    {
        string inner = Directory.CreateDirectory(Path.Combine(_folder, "inner")).FullName;

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Path.Combine(inner, "file"), stream =>
        {
            // On Windows an open file keeps its folder.
            if (!OperatingSystem.IsWindows())
            {
                Directory.Delete(inner, recursive: true);
            }

            throw new InvalidOperationException();
        }));
    }
}
