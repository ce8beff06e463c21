using System.Text;
using System.Text.RegularExpressions;

namespace TinyRecursion.Fuzz;

/// <summary>Changes of files that have broken readers: of bits, lengths, numbers, words, lines, nesting and encodings.</summary>
internal static partial class Mutator
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "2", "255", "256", "65535", "65536", "65537", "1048576", "2147483647", "2147483648", "-2147483648", "4294967296",
        "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e9", "1e999", "-1e999", "1e-999", "NaN", "Infinity", "-Infinity", "0.5", "00", "0x10", "1_000", "1,5", "٣",
        "99999999999999999999999999999999999999999999",
    ];

    private static readonly string[] Words =
    [
        "", " ", "\t", "\r", "\n", "\r\n", "\0", "\u001b[31m", "\u0085", "\u2028", "\u202e", "\ufeff", "\ud83d\ude00", "#", "//", "%", ";", ",", ".", "\"", "'", "\\", "\\ud800", "null", "true",
        "{}", "[]", "{", "}", "[", "]", "&a ", "*a", "!!python/object:os.system", "<<: ", "${a}", "c", "p cnf 1 1", "-", "--", "+", "@", "$", "|", "=", "é", "e\u0301", "/dev/zero", "../../x",
    ];

    private static readonly byte[][] Bytes = [[0x80], [0xff], [0xfe, 0xff], [0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], [0xf5, 0x80, 0x80, 0x80], [0x1f, 0x8b, 8, 0], [0]];

    /// <summary>Changes a file one to four times.</summary>
    public static byte[] Mutate(byte[] file, byte[] other, Random random)
    {
        for (int left = 1 + random.Next(4); left > 0; left--)
        {
            file = random.Next(12) switch
            {
                0 => Flip(file, random),
                1 => file[..random.Next(file.Length + 1)],
                2 => Splice(file, other, random),
                3 => Insert(file, Bytes[random.Next(Bytes.Length)], random),
                4 => Insert(file, Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]), random),
                5 or 6 => Replace(file, Number(), Numbers[random.Next(Numbers.Length)], random),
                7 => Replace(file, Word(), Words[random.Next(Words.Length)], random),
                8 => Lines(file, random),
                9 => Nest(file, random),
                10 => Repeat(file, random),
                _ => Swap(file, random),
            };
        }

        return file;
    }

    /// <summary>Changes one to eight bits.</summary>
    public static byte[] Flip(byte[] file, Random random)
    {
        byte[] changed = [.. file];
        for (int left = 1 + random.Next(8); left > 0 && changed.Length > 0; left--)
        {
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        }

        return changed;
    }

    private static byte[] Splice(byte[] file, byte[] other, Random random) => [.. file.AsSpan(0, random.Next(file.Length + 1)), .. other.AsSpan(random.Next(other.Length + 1))];

    private static byte[] Insert(byte[] file, byte[] bytes, Random random)
    {
        int at = random.Next(file.Length + 1);
        return [.. file.AsSpan(0, at), .. bytes, .. file.AsSpan(at)];
    }

    // Latin-1 keeps every byte, whatever the encoding of the file is.
    private static byte[] Replace(byte[] file, Regex what, string by, Random random)
    {
        string text = Encoding.Latin1.GetString(file);
        MatchCollection found = what.Matches(text);
        if (found.Count == 0)
        {
            return file;
        }

        Match one = found[random.Next(found.Count)];
        return [.. file.AsSpan(0, one.Index), .. Encoding.UTF8.GetBytes(by), .. file.AsSpan(one.Index + one.Length)];
    }

    private static byte[] Lines(byte[] file, Random random)
    {
        List<string> lines = [.. Encoding.Latin1.GetString(file).Split('\n')];
        int one = random.Next(lines.Count), two = random.Next(lines.Count);
        switch (random.Next(4))
        {
            case 0: lines.RemoveAt(one); break;
            case 1: lines.Insert(two, lines[one]); break;
            case 2: (lines[one], lines[two]) = (lines[two], lines[one]); break;
            default: lines[one] = lines[one].PadRight(random.Next(100_000)); break;
        }

        return Encoding.Latin1.GetBytes(string.Join(random.Next(8) == 0 ? "\r" : "\n", lines));
    }

    private static byte[] Nest(byte[] file, Random random)
    {
        byte opening = "[{(\"&"u8[random.Next(5)];
        return Insert(file, [.. Enumerable.Repeat(opening, 1 << random.Next(17))], random);
    }

    private static byte[] Repeat(byte[] file, Random random)
    {
        int from = random.Next(file.Length + 1), length = random.Next(Math.Min(64, file.Length - from) + 1);
        byte[] part = file[from..(from + length)];
        return [.. file.AsSpan(0, from), .. Enumerable.Repeat(part, 1 << random.Next(10)).SelectMany(bytes => bytes), .. file.AsSpan(from)];
    }

    private static byte[] Swap(byte[] file, Random random)
    {
        byte[] changed = [.. file];
        if (changed.Length > 1)
        {
            int one = random.Next(changed.Length), two = random.Next(changed.Length);
            (changed[one], changed[two]) = (changed[two], changed[one]);
        }

        return changed;
    }

    [GeneratedRegex(@"-?[0-9]+(\.[0-9]+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"[A-Za-z_]+|[^\sA-Za-z0-9_]")]
    private static partial Regex Word();
}
