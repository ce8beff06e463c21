using System.Buffers.Binary;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>Takes apart what a digest of a receipt is of: a domain and fields, each behind its length of 64 bits.</summary>
internal static class FieldList
{
    /// <summary>The fields behind a domain; null where the bytes are not that domain and whole fields.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="domain">The domain.</param>
    public static List<byte[]>? Read(ReadOnlySpan<byte> content, ReadOnlySpan<byte> domain)
    {
        var fields = new List<byte[]>();
        while (!content.IsEmpty)
        {
            long length = content.Length < sizeof(long) ? -1 : BinaryPrimitives.ReadInt64LittleEndian(content);
            if (length < 0 || length > content.Length - sizeof(long))
            {
                return null;
            }

            fields.Add(content.Slice(sizeof(long), (int)length).ToArray());
            content = content[(sizeof(long) + (int)length)..];
        }

        if (fields.Count == 0 || !domain.SequenceEqual(fields[0]))
        {
            return null;
        }

        fields.RemoveAt(0);
        return fields;
    }
}
