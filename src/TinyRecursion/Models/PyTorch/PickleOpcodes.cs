namespace TinyRecursion.Models.PyTorch;

/// <summary>
/// The instructions of a pickle. The constants are all that are carried out: what <c>torch.save</c> writes for
/// dictionaries of tensors in protocols 2 to 5.
/// </summary>
internal static class PickleOpcodes
{
    public const byte Mark = (byte)'(';
    public const byte Stop = (byte)'.';
    public const byte Reduce = (byte)'R';
    public const byte Build = (byte)'b';
    public const byte Global = (byte)'c';
    public const byte StackGlobal = 0x93;
    public const byte PersistentId = (byte)'Q';
    public const byte Protocol = 0x80;
    public const byte Frame = 0x95;

    public const byte None = (byte)'N';
    public const byte True = 0x88;
    public const byte False = 0x89;
    public const byte Int32 = (byte)'J';
    public const byte Byte = (byte)'K';
    public const byte UInt16 = (byte)'M';
    public const byte Long = 0x8a;
    public const byte Float = (byte)'G';
    public const byte Text = (byte)'X';
    public const byte ShortText = 0x8c;
    public const byte LongText = 0x8d;

    public const byte EmptyTuple = (byte)')';
    public const byte Tuple1 = 0x85;
    public const byte Tuple2 = 0x86;
    public const byte Tuple3 = 0x87;
    public const byte Tuple = (byte)'t';
    public const byte EmptyList = (byte)']';
    public const byte Append = (byte)'a';
    public const byte Appends = (byte)'e';
    public const byte EmptyDictionary = (byte)'}';
    public const byte SetItem = (byte)'s';
    public const byte SetItems = (byte)'u';

    public const byte Put = (byte)'q';
    public const byte LongPut = (byte)'r';
    public const byte Memoize = 0x94;
    public const byte Get = (byte)'h';
    public const byte LongGet = (byte)'j';

    /// <summary>The name that the Python manual gives an instruction (pickletools), or null for bytes that are none.</summary>
    public static string? NameOf(byte opcode) => opcode switch
    {
        Mark => "MARK",
        Stop => "STOP",
        (byte)'0' => "POP",
        (byte)'1' => "POP_MARK",
        (byte)'2' => "DUP",
        (byte)'F' => "FLOAT",
        (byte)'I' => "INT",
        Int32 => "BININT",
        Byte => "BININT1",
        (byte)'L' => "LONG",
        UInt16 => "BININT2",
        None => "NONE",
        (byte)'P' => "PERSID",
        PersistentId => "BINPERSID",
        Reduce => "REDUCE",
        (byte)'S' => "STRING",
        (byte)'T' => "BINSTRING",
        (byte)'U' => "SHORT_BINSTRING",
        (byte)'V' => "UNICODE",
        Text => "BINUNICODE",
        Append => "APPEND",
        Build => "BUILD",
        Global => "GLOBAL",
        (byte)'d' => "DICT",
        EmptyDictionary => "EMPTY_DICT",
        Appends => "APPENDS",
        (byte)'g' => "GET",
        Get => "BINGET",
        (byte)'i' => "INST",
        LongGet => "LONG_BINGET",
        (byte)'l' => "LIST",
        EmptyList => "EMPTY_LIST",
        (byte)'o' => "OBJ",
        (byte)'p' => "PUT",
        Put => "BINPUT",
        LongPut => "LONG_BINPUT",
        SetItem => "SETITEM",
        Tuple => "TUPLE",
        EmptyTuple => "EMPTY_TUPLE",
        SetItems => "SETITEMS",
        Float => "BINFLOAT",
        (byte)'B' => "BINBYTES",
        (byte)'C' => "SHORT_BINBYTES",
        Protocol => "PROTO",
        0x81 => "NEWOBJ",
        0x82 => "EXT1",
        0x83 => "EXT2",
        0x84 => "EXT4",
        Tuple1 => "TUPLE1",
        Tuple2 => "TUPLE2",
        Tuple3 => "TUPLE3",
        True => "NEWTRUE",
        False => "NEWFALSE",
        Long => "LONG1",
        0x8b => "LONG4",
        ShortText => "SHORT_BINUNICODE",
        LongText => "BINUNICODE8",
        0x8e => "BINBYTES8",
        0x8f => "EMPTY_SET",
        0x90 => "ADDITEMS",
        0x91 => "FROZENSET",
        0x92 => "NEWOBJ_EX",
        StackGlobal => "STACK_GLOBAL",
        Memoize => "MEMOIZE",
        Frame => "FRAME",
        0x96 => "BYTEARRAY8",
        0x97 => "NEXT_BUFFER",
        0x98 => "READONLY_BUFFER",
        _ => null,
    };
}
