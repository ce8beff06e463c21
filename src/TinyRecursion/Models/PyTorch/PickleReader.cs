namespace TinyRecursion.Models.PyTorch;

/// <summary>
/// Reads a pickle that holds nothing but data. The instructions are those of <see cref="PickleOpcodes"/>, the classes
/// those of <see cref="PickleClass"/>; values are null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>,
/// <see cref="string"/>, arrays for tuples, lists, and what <see cref="PickleCalls"/> makes. Takes time and memory in
/// proportion to the bytes.
/// </summary>
internal sealed class PickleReader
{
    private const int OldestProtocol = 2, NewestProtocol = 5;

    private static readonly object True = true, False = false;

    private readonly PickleCursor _cursor;
    private readonly PickleStack _stack;

    private PickleReader(PickleCursor cursor)
    {
        _cursor = cursor;
        _stack = new PickleStack(cursor);
    }

    /// <summary>Reads the one value of a pickle.</summary>
    /// <param name="pickle">The bytes.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <exception cref="ModelFormatException">An instruction or a class is not in the lists, or something is broken.</exception>
    public static object? Read(byte[] pickle, string source) => new PickleReader(new PickleCursor(pickle, source)).Read();

    private object? Read()
    {
        byte opcode;
        while ((opcode = _cursor.Opcode()) != PickleOpcodes.Stop)
        {
            // Every pickle since protocol 2 begins with it, and none has it again.
            if (_cursor.IsFirst != (opcode == PickleOpcodes.Protocol))
            {
                throw _cursor.IsFirst ? _cursor.Error($"expected PROTO (0x80), found {Describe(opcode)}") : Refused(opcode);
            }

            Step(opcode);
        }

        object? value = _stack.Pop();
        if (!_stack.IsEmpty || _cursor.Left > 0)
        {
            throw _cursor.Error("expected one value and the end at STOP, found "
                + (_cursor.Left > 0 ? $"{_cursor.Left} more bytes" : "more on the stack"));
        }

        return value;
    }

    private void Step(byte opcode)
    {
        switch (opcode)
        {
            case PickleOpcodes.Protocol:
                CheckProtocol(_cursor.Byte());
                break;
            case PickleOpcodes.Frame:
                CheckFrame(_cursor.UInt64());
                break;
            case PickleOpcodes.Mark:
                _stack.Mark();
                break;
            case PickleOpcodes.Put:
                _stack.Put(_cursor.Byte());
                break;
            case PickleOpcodes.LongPut:
                _stack.Put(_cursor.UInt32());
                break;
            case PickleOpcodes.Memoize:
                _stack.Memoize();
                break;
            case PickleOpcodes.Get:
                _stack.Get(_cursor.Byte());
                break;
            case PickleOpcodes.LongGet:
                _stack.Get(_cursor.UInt32());
                break;
            case PickleOpcodes.Append:
                Append(_stack.Pop(1));
                break;
            case PickleOpcodes.Appends:
                Append(_stack.PopToMark());
                break;
            case PickleOpcodes.SetItem:
                SetItems(_stack.Pop(2));
                break;
            case PickleOpcodes.SetItems:
                SetItems(_stack.PopToMark());
                break;
            case PickleOpcodes.Build:
                object? attributes = _stack.Pop();
                PickleCalls.SetAttributes(_stack.Peek(), attributes, _cursor);
                break;
            default:
                _stack.Push(Value(opcode));
                break;
        }
    }

    /// <summary>The instructions that put a value on the stack.</summary>
    private object? Value(byte opcode) => opcode switch
    {
        PickleOpcodes.None => null,
        PickleOpcodes.True => True,
        PickleOpcodes.False => False,
        PickleOpcodes.Byte => (long)_cursor.Byte(),
        PickleOpcodes.UInt16 => (long)_cursor.UInt16(),
        PickleOpcodes.Int32 => (long)_cursor.Int32(),
        PickleOpcodes.Long => _cursor.Integer(_cursor.Byte()),
        PickleOpcodes.Float => _cursor.Double(),
        PickleOpcodes.ShortText => _cursor.Text(_cursor.Byte()),
        PickleOpcodes.Text => _cursor.Text(_cursor.UInt32()),
        PickleOpcodes.LongText => _cursor.Text(_cursor.UInt64()),
        PickleOpcodes.EmptyTuple => Array.Empty<object?>(),
        PickleOpcodes.Tuple1 => _stack.Pop(1),
        PickleOpcodes.Tuple2 => _stack.Pop(2),
        PickleOpcodes.Tuple3 => _stack.Pop(3),
        PickleOpcodes.Tuple => _stack.PopToMark(),
        PickleOpcodes.EmptyList => new List<object?>(),
        PickleOpcodes.EmptyDictionary => new PickleDictionary(isOrdered: false),
        PickleOpcodes.Global => PickleClass.Find(_cursor.Line(), _cursor.Line(), _cursor),
        PickleOpcodes.StackGlobal => NamedClass(_stack.Pop(2)),
        PickleOpcodes.Reduce => Call(_stack.Pop(2)),
        PickleOpcodes.PersistentId => PickleCalls.Storage(_stack.Pop(), _cursor),
        _ => throw Refused(opcode),
    };

    private object? Call(object?[] calledAndArguments) => PickleCalls.Call(calledAndArguments[0], calledAndArguments[1], _cursor);

    private PickleClass NamedClass(object?[] names) => names is [string module, string name]
        ? PickleClass.Find(module, name, _cursor)
        : throw _cursor.Error($"expected a class by two texts, found {PickleKind.Of(names[0])} and {PickleKind.Of(names[1])}");

    private void Append(object?[] values)
    {
        if (_stack.Peek() is not List<object?> list)
        {
            throw _cursor.Error($"expected a list to append to, found {PickleKind.Of(_stack.Peek())}");
        }

        list.AddRange(values);
    }

    private void SetItems(object?[] keysAndValues)
    {
        if (_stack.Peek() is not PickleDictionary dictionary)
        {
            throw _cursor.Error($"expected a dictionary to set items of, found {PickleKind.Of(_stack.Peek())}");
        }

        if (keysAndValues.Length % 2 != 0)
        {
            throw _cursor.Error($"expected keys and values in pairs, found {keysAndValues.Length}");
        }

        dictionary.Add(keysAndValues);
    }

    private void CheckProtocol(byte protocol)
    {
        if (protocol is < OldestProtocol or > NewestProtocol)
        {
            throw _cursor.Error($"expected protocol {OldestProtocol} to {NewestProtocol}, found {protocol}");
        }
    }

    /// <summary>Frames are for reading in pieces; all that is here is in memory.</summary>
    private void CheckFrame(ulong length)
    {
        if (length > (ulong)_cursor.Left)
        {
            throw _cursor.Error($"expected a frame of at most {_cursor.Left} bytes, found {length}");
        }
    }

    private ModelFormatException Refused(byte opcode) =>
        _cursor.Error($"{Describe(opcode)} is not an instruction that tensors need; nothing of a pickle is executed");

    private static string Describe(byte opcode) => PickleOpcodes.NameOf(opcode) is { } name ? $"{name} (0x{opcode:X2})" : $"0x{opcode:X2}";
}
