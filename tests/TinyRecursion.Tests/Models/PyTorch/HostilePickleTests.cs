using System.Globalization;
using System.Text;
using TinyRecursion.Models;
using TinyRecursion.Models.PyTorch;
using Xunit;

namespace TinyRecursion.Tests.Models.PyTorch;

/// <summary>A pickle is data or it is refused, by the instruction or class and its place.</summary>
public sealed class HostilePickleTests
{
    // What torch.save needs; the test below refuses every other byte.
    private static readonly string[] Allowed =
    [
        "PROTO", "FRAME", "MARK", "STOP", "NONE", "NEWTRUE", "NEWFALSE", "BININT", "BININT1", "BININT2", "LONG1", "BINFLOAT",
        "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8", "EMPTY_TUPLE", "TUPLE1", "TUPLE2", "TUPLE3", "TUPLE", "EMPTY_LIST", "APPEND",
        "APPENDS", "EMPTY_DICT", "SETITEM", "SETITEMS", "BINPUT", "LONG_BINPUT", "MEMOIZE", "BINGET", "LONG_BINGET", "GLOBAL",
        "STACK_GLOBAL", "REDUCE", "BUILD", "BINPERSID",
    ];

    private const string LongKey = "01234567890123456789012345678901234567890123456789012345678901234";

    public static TheoryData<int> EveryByte => [.. Enumerable.Range(0, 256)];

    [Theory]
    [MemberData(nameof(EveryByte))]
    public void Every_instruction_that_is_not_in_the_list_is_refused_by_its_name(int opcode)
    {
        // Python's own list, see fixtures/make_checkpoints.py.
        string? name = File.ReadLines(CheckpointSamples.Fixture("opcodes.txt")).Select(line => line.Split(' '))
            .FirstOrDefault(parts => int.Parse(parts[0], CultureInfo.InvariantCulture) == opcode)?[1];
        byte[] pickle = [0x80, 2, (byte)'N', (byte)opcode, .. new byte[300]];
        string refusal = $"f: data.pkl: byte 3: {(name is null ? string.Empty : name + " (")}0x{opcode:X2}{(name is null ? string.Empty : ")")} "
            + "is not an instruction that tensors need; nothing of a pickle is executed";

        string message = Refusal(pickle);

        Assert.Equal(name, PickleOpcodes.NameOf((byte)opcode));
        if (name is null || name == "PROTO" || !Allowed.Contains(name))
        {
            Assert.Equal(refusal, message);
        }
        else
        {
            Assert.NotEqual(refusal, message);
        }
    }

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "eval")]
    [InlineData("torch", "load")]
    [InlineData("torch._utils", "_rebuild_qtensor")]
    [InlineData("torch", "ComplexFloatStorage")]
    [InlineData("collections", "Counter")]
    public void Every_other_class_is_refused_by_its_name(string module, string name)
    {
        string refusal = $"class '{module}.{name}' is not one that tensors need; nothing of a pickle is executed";

        Assert.Equal("f: data.pkl: byte 3: " + refusal, Refusal(new PickleWriter().Op($"}}c{module}\n{name}\n").Text("x").Op("\u0085R").ToArray()));
        Assert.EndsWith(refusal, Refusal(new PickleWriter().Text(module).Text(name).Op('\u0093').ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "byte 2: expected a value on the stack, found none")]
    [InlineData("a", "byte 2: expected 1 values on the stack, found 0")]
    [InlineData("N\u0087", "byte 3: expected 3 values on the stack, found 1")]
    [InlineData("NN(\u0086", "byte 5: expected 2 values on the stack, found 0")]
    [InlineData("Nt", "byte 3: expected a mark on the stack, found none")]
    [InlineData("}(Ns", "byte 5: expected 2 values on the stack, found 1")]
    [InlineData("}(Nu", "byte 5: expected keys and values in pairs, found 1")]
    [InlineData("](NNu", "expected a dictionary to set items of, found a list")]
    [InlineData("}Na", "expected a list to append to, found a dictionary")]
    [InlineData("(N", "byte 4: expected one value and the end at STOP, found more on the stack")]
    [InlineData("NN", "byte 4: expected one value and the end at STOP, found more on the stack")]
    [InlineData("N.N", "byte 3: expected one value and the end at STOP, found 2 more bytes")]
    [InlineData("h\u0000", "byte 2: expected a number below 0 in the memo, found 0")]
    [InlineData("Nq\u0001", "byte 3: expected at most number 0 in the memo, found 1")]
    [InlineData("Nr\u00ff\u00ff\u00ff\u00ff", "found 4294967295")]
    [InlineData("\u008a\u0009\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001", "expected a whole number of at most 8 bytes, found 9")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ff", "byte 2: expected 4294967295 more bytes, found the end after 1")]
    [InlineData("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "expected 18446744073709551615 more bytes")]
    [InlineData("\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "expected a frame of at most 1 bytes")]
    [InlineData("X\u0001\u0000\u0000\u0000\u00ff", "expected text in UTF-8")]
    [InlineData("ctorch\nSize", "expected a line, found the end")]
    [InlineData("NN\u0093", "expected a class by two texts, found None and None")]
    [InlineData("N)R", "expected a class and a tuple, found None and a tuple")]
    [InlineData("ccollections\nOrderedDict\n]\u0085R", "expected the arguments that PyTorch writes for 'OrderedDictionary', found (a list)")]
    [InlineData("ctorch\nFloatStorage\n)R", "expected the arguments that PyTorch writes for 'Storage', found ()")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2\n)R", "expected the arguments that PyTorch writes for 'Tensor', found ()")]
    [InlineData("ctorch._utils\n_rebuild_parameter\nNNN\u0087R", "found (None, None, None)")]
    [InlineData("NQ", "expected a persistent id ('storage', class, key, device, count), found None")]
    [InlineData("NN\u0086Q", "found (None, None)")]
    [InlineData("(X\u0007\u0000\u0000\u0000storagectorch\nFloatStorage\nX\u0041\u0000\u0000\u0000" + LongKey + "X\u0000\u0000\u0000\u0000K\u0001tQ", "found (text, a class, text, text, a whole number)")]
    [InlineData("}}b", "expected an OrderedDict and its attribute '_metadata', found a dictionary and a dictionary")]
    [InlineData("ccollections\nOrderedDict\n)R}X\u0001\u0000\u0000\u0000xNsb", "expected an OrderedDict and its attribute '_metadata'")]
    [InlineData("}}X\u0009\u0000\u0000\u0000_metadata}sb", "expected an OrderedDict and its attribute '_metadata', found a dictionary and a dictionary")]
    [InlineData("c\n\n", "byte 2: class '.' is not one that tensors need")]
    public void What_is_broken_is_refused_with_its_place(string instructions, string problem)
    {
        string message = Refusal(new PickleWriter().Op(instructions).ToArray());

        Assert.StartsWith("f: data.pkl: byte ", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u0080\u0001N.", "byte 0: expected protocol 2 to 5, found 1")]
    [InlineData("\u0080\u0006N.", "byte 0: expected protocol 2 to 5, found 6")]
    [InlineData("(dp0\n.", "byte 0: expected PROTO (0x80), found MARK (0x28)")]
    [InlineData("", "byte 0: expected an instruction, found the end")]
    [InlineData("\u0080\u0002K\u0001", "byte 4: expected an instruction, found the end")]
    public void Other_protocols_are_refused(string pickle, string problem) =>
        Assert.Equal("f: data.pkl: " + problem, Refusal(Encoding.Latin1.GetBytes(pickle)));

    [Fact]
    public void Whole_numbers_of_every_length_are_read() => Assert.Equal(
        new object[] { 0L, -1L, 255L, -256L, -128L, long.MinValue, -1L, 65535L },
        (object?[])PickleReader.Read(
            new PickleWriter().Op("(\u008a\u0000\u008a\u0001\u00ff\u008a\u0002\u00ff\u0000\u008a\u0002\u0000\u00ff\u008a\u0001\u0080").Number(long.MinValue)
                .Op("J\u00ff\u00ff\u00ff\u00ffM\u00ff\u00fft").ToArray(),
            "f")!);

    [Fact]
    public void Values_of_the_memo_and_of_lists_are_read()
    {
        var list = (List<object?>)PickleReader.Read(
            new PickleWriter().Op("](K\u0007r\u0000\u0000\u0000\u0000K\u0008eh\u0000aj\u0000\u0000\u0000\u0000a").ToArray(), "f")!;

        Assert.Equal([7L, 8L, 7L, 7L], list);
    }

    [Theory]
    [InlineData('N', "the stack")]
    [InlineData('}', "the stack")]
    [InlineData('(', "the marks")]
    public void More_values_than_anything_needs_are_refused(char instruction, string place)
    {
        byte[] pickle = new PickleWriter().Op(new string(instruction, PickleStack.Limit + 1)).ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains($"expected at most {PickleStack.Limit} values in {place}, found more", Refusal(pickle), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100L * pickle.Length);
    }

    [Fact]
    public void A_memo_that_never_ends_is_refused() =>
        Assert.Contains("values in the memo, found more",
            Refusal(new PickleWriter().Op('N' + new string('\u0094', PickleStack.Limit + 1)).ToArray()), StringComparison.Ordinal);

    private static string Refusal(byte[] pickle) =>
        Assert.Throws<ModelFormatException>(() => PickleReader.Read(pickle, "f")).Message;
}
