using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Marks a symbol version that ELF libraries ask of another library as weak, so that the loader accepts a library
/// without it. Does nothing where the machine's library defines the version, where nothing asks for it, or where it is
/// weak already. Run by TorchSharp.targets. Format: System V ABI, chapter 4; Linux Standard Base, "Symbol Versioning".
/// </summary>
public sealed class WeakenVersionNeed : Task
{
    private const uint VersionNeedSection = 0x6ffffffe;
    private const ushort WeakFlag = 2;

    /// <summary>The libraries to change. Each is replaced by a changed copy that keeps its time.</summary>
    [Required]
    public ITaskItem[] Libraries { get; set; }

    /// <summary>The library that is asked, such as libstdc++.so.6.</summary>
    [Required]
    public string Runtime { get; set; }

    /// <summary>The version that is asked for.</summary>
    [Required]
    public string Version { get; set; }

    public override bool Execute()
    {
        if (IsDefinedHere())
        {
            return true;
        }

        foreach (ITaskItem library in Libraries)
        {
            string path = library.ItemSpec;
            try
            {
                byte[] file = File.ReadAllBytes(path);
                int flags = FindFlags(file);
                if (flags >= 0 && (BitConverter.ToUInt16(file, flags) & WeakFlag) == 0)
                {
                    file[flags] |= (byte)WeakFlag;
                    Replace(path, file);
                    Log.LogMessage(MessageImportance.High, "{0}: {1} of {2} made optional", path, Version, Runtime);
                }
            }
            catch (Exception e) when (e is InvalidDataException || e is IOException || e is UnauthorizedAccessException)
            {
                // The library may load all the same; if not, the loader says so.
                Log.LogMessage(MessageImportance.High, "{0} left as it is: {1}", path, e.Message);
            }
        }

        return true;
    }

    /// <summary>Whether every copy of the asked library in the usual folders, and at least one, has the version.</summary>
    private bool IsDefinedHere()
    {
        byte[] name = Encoding.ASCII.GetBytes("\0" + Version + "\0");
        string extra = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "";
        var folders = new List<string>(extra.Split(new[] { ':' }, StringSplitOptions.RemoveEmptyEntries));
        folders.AddRange(new[] { "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/usr/lib" });
        bool any = false;
        foreach (string folder in folders)
        {
            string path = Path.Combine(folder, Runtime);
            if (File.Exists(path))
            {
                if (IndexOf(File.ReadAllBytes(path), name) < 0)
                {
                    return false;
                }

                any = true;
            }
        }

        return any;
    }

    /// <summary>Where the flags of the version need lie in the file; -1 where there is no such need.</summary>
    private int FindFlags(byte[] file)
    {
        const int HeaderSize = 64, SectionSize = 64;
        // Magic number, 64 bits, little-endian.
        if (file.Length < HeaderSize || UInt32(file, 0) != 0x464c457f || file[4] != 2 || file[5] != 1)
        {
            throw new InvalidDataException("not a little-endian 64-bit ELF file");
        }

        int sections = Offset(file, 0x28), size = UInt16(file, 0x3a), count = UInt16(file, 0x3c);
        if (size != SectionSize)
        {
            throw new InvalidDataException("unexpected section headers");
        }

        for (int i = 0; i < count; i++)
        {
            int section = At(file, sections, (long)i * size, SectionSize);
            if (UInt32(file, section + 4) == VersionNeedSection)
            {
                uint link = UInt32(file, section + 0x28);
                if (link >= count)
                {
                    throw new InvalidDataException("no names of versions");
                }

                int names = At(file, sections, (long)link * size, SectionSize);
                return FindFlags(file, section, names);
            }
        }

        return -1;
    }

    private int FindFlags(byte[] file, int section, int names)
    {
        int start = Offset(file, names + 0x18), end = At(file, start, Offset(file, names + 0x20), 0);
        int need = Offset(file, section + 0x18);
        for (uint left = UInt32(file, section + 0x2c); left > 0; left--)
        {
            need = At(file, need, 0, 16);
            int entry = At(file, need, UInt32(file, need + 8), 16);
            bool asked = IsName(file, start, end, UInt32(file, need + 4), Runtime);
            for (int entries = UInt16(file, need + 2); entries > 0; entries--)
            {
                if (asked && IsName(file, start, end, UInt32(file, entry + 8), Version))
                {
                    return entry + 4;
                }

                entry = At(file, entry, UInt32(file, entry + 12), 16);
            }

            need = At(file, need, UInt32(file, need + 12), 16);
        }

        return -1;
    }

    private static bool IsName(byte[] file, int start, int end, uint offset, string name)
    {
        if (start + (long)offset + name.Length >= end)
        {
            return false;
        }

        int at = start + (int)offset;
        for (int i = 0; i < name.Length; i++)
        {
            if (file[at + i] != name[i])
            {
                return false;
            }
        }

        return file[at + name.Length] == 0;
    }

    private static ushort UInt16(byte[] file, int at) => BitConverter.ToUInt16(file, At(file, at, 0, 2));

    private static uint UInt32(byte[] file, int at) => BitConverter.ToUInt32(file, At(file, at, 0, 4));

    /// <summary>Reads a position or size in the file.</summary>
    private static int Offset(byte[] file, int at)
    {
        ulong value = BitConverter.ToUInt64(file, At(file, at, 0, 8));
        return value <= (ulong)file.Length ? (int)value : throw new InvalidDataException("points outside the file");
    }

    /// <summary>A position, checked to have <paramref name="size"/> bytes behind it.</summary>
    private static int At(byte[] file, int start, long offset, int size)
    {
        long at = start + offset;
        return at >= 0 && at + size <= file.Length ? (int)at : throw new InvalidDataException("points outside the file");
    }

    private static int IndexOf(byte[] file, byte[] pattern)
    {
        for (int at = Array.IndexOf(file, pattern[0]); at >= 0 && at + pattern.Length <= file.Length;
            at = Array.IndexOf(file, pattern[0], at + 1))
        {
            int same = 1;
            while (same < pattern.Length && file[at + same] == pattern[same])
            {
                same++;
            }

            if (same == pattern.Length)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>
    /// Puts a file in another's place in one step. The old file may be a link into the package folder, so it is not
    /// written to. The time is kept, so that the next build sees no reason to copy the library again.
    /// </summary>
    private static void Replace(string path, byte[] file)
    {
        string temporary = path + "." + Guid.NewGuid().ToString("N") + ".tmp";
        try
        {
            File.WriteAllBytes(temporary, file);
            File.SetLastWriteTimeUtc(temporary, File.GetLastWriteTimeUtc(path));
            File.Replace(temporary, path, null);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
