using System.Runtime.InteropServices;

namespace TinyRecursion.IO;

/// <summary>What a path leads to, links followed: which file it is, whatever its name, and whether it is a regular one.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Number">The file's number there.</param>
/// <param name="IsRegular">It holds data, and is no folder, device, pipe or socket.</param>
internal readonly partial record struct FileIdentity(ulong Device, ulong Number, bool IsRegular)
{
    private const int CurrentFolder = -100;
    private const uint TypeAndNumber = 0x101;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;

    /// <summary>Looks a path up without opening it.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Null where nothing is there, or on systems other than Linux.</returns>
    public static unsafe FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // struct statx: mode at 28, inode number at 32, device at 136 (major and minor).
        Span<byte> status = stackalloc byte[256];
        try
        {
            fixed (byte* buffer = status)
            {
                if (Statx(CurrentFolder, path, 0, TypeAndNumber, buffer) != 0)
                {
                    return null;
                }
            }
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }

        return new FileIdentity(
            MemoryMarshal.Read<ulong>(status[136..]), MemoryMarshal.Read<ulong>(status[32..]),
            (MemoryMarshal.Read<ushort>(status[28..]) & TypeMask) == RegularType);
    }

    /// <summary>Whether two paths lead to the same file.</summary>
    public static bool AreSame(string left, string right)
    {
        if (Of(left) is { } a && Of(right) is { } b)
        {
            return (a.Device, a.Number) == (b.Device, b.Number);
        }

        StringComparison comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return string.Equals(AtomicFile.Target(left), AtomicFile.Target(right), comparison);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* status);
}
