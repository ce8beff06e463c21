using TinyRecursion.Models;
using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading;
using Xunit;

namespace TinyRecursion.Onnx.Tests.Reading;

/// <summary>Files with changed bytes: read, or refused in one line, within a bounded amount of memory.</summary>
public sealed class MutationTests
{
    [Fact]
    public void Changed_files_are_read_or_refused()
    {
        byte[] good = Small().Bytes().ToArray();
        var random = new Random(18);
        int refused = 0;
        for (int number = 0; number < 5000; number++)
        {
            byte[] file = [.. good];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                _ = OnnxNetwork.Read(file, "mutant");
            }
            catch (ModelFormatException error)
            {
                refused++;
                Assert.DoesNotContain('\n', error.Message);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L << 20);
        }

        Assert.InRange(refused, 1000, 4999);
    }

    private static Network Small() => new Network().Input("x", "batch", 4).Output("y").Whole("two", 1, 2, 2).Whole("starts", 0).Whole("ends", 1)
        .Constant("w", [2, 3], 1, 2, 3, 4, 5, 6).Constant("b", [3], 1, 2, 3)
        .Node("Reshape", "x two", "a").Node("Slice", "a starts ends starts", "c").Node("MatMul", "c w", "d").Node("Add", "d b", "e")
        .Node("LeakyRelu", "e", "f", AttributeProto.Of("alpha", 0.5f)).Node("Transpose", "f", "g", AttributeProto.Of("perm", [2L, 0, 1]))
        .Node("Concat", "g g", "h", AttributeProto.Of("axis", 0L)).Node("ReduceSum", "h starts", "y");
}
