namespace TinyRecursion.Models.PyTorch;

/// <summary>
/// The memory of a pickle: a stack with marks, and a memo of values that are used again. Both are limited, and nothing
/// is taken from below a mark.
/// </summary>
internal sealed class PickleStack
{
    /// <summary>More values at a time than any state dictionary needs.</summary>
    public const int Limit = 1 << 20;

    private readonly List<object?> _values = [];
    private readonly List<int> _marks = [];
    private readonly List<object?> _memo = [];
    private readonly PickleCursor _cursor;

    /// <summary>Starts empty.</summary>
    /// <param name="cursor">Where errors are.</param>
    public PickleStack(PickleCursor cursor)
    {
        _cursor = cursor;
    }

    /// <summary>Whether neither a value nor a mark is left.</summary>
    public bool IsEmpty => _values.Count == 0 && _marks.Count == 0;

    private int Floor => _marks.Count > 0 ? _marks[^1] : 0;

    /// <summary>Puts a value on top.</summary>
    public void Push(object? value)
    {
        Require(_values.Count, "the stack");
        _values.Add(value);
    }

    /// <summary>Takes the value on top.</summary>
    public object? Pop()
    {
        object? value = Peek();
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    /// <summary>The value on top.</summary>
    public object? Peek() => _values.Count > Floor ? _values[^1] : throw _cursor.Error("expected a value on the stack, found none");

    /// <summary>Takes a number of values, the last on top.</summary>
    public object?[] Pop(int count)
    {
        if (_values.Count - Floor < count)
        {
            throw _cursor.Error($"expected {count} values on the stack, found {_values.Count - Floor}");
        }

        return Cut(_values.Count - count);
    }

    /// <summary>Marks a place.</summary>
    public void Mark()
    {
        Require(_marks.Count, "the marks");
        _marks.Add(_values.Count);
    }

    /// <summary>Takes the values above the last mark, and the mark.</summary>
    public object?[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw _cursor.Error("expected a mark on the stack, found none");
        }

        int mark = Floor;
        _marks.RemoveAt(_marks.Count - 1);
        return Cut(mark);
    }

    /// <summary>Notes the value on top in the next place.</summary>
    public void Memoize() => Put((uint)_memo.Count);

    /// <summary>Notes the value on top in a place. PyTorch numbers the places in turn, so there are no gaps to fill.</summary>
    public void Put(uint index)
    {
        object? value = Peek();
        if (index > _memo.Count)
        {
            throw _cursor.Error($"expected at most number {_memo.Count} in the memo, found {index}");
        }

        if (index < _memo.Count)
        {
            _memo[(int)index] = value;
            return;
        }

        Require(_memo.Count, "the memo");
        _memo.Add(value);
    }

    /// <summary>Puts a noted value on top.</summary>
    public void Get(uint index) => Push(index < _memo.Count
        ? _memo[(int)index]
        : throw _cursor.Error($"expected a number below {_memo.Count} in the memo, found {index}"));

    private object?[] Cut(int start)
    {
        var values = new object?[_values.Count - start];
        _values.CopyTo(start, values, 0, values.Length);
        _values.RemoveRange(start, values.Length);
        return values;
    }

    private void Require(int count, string what)
    {
        if (count == Limit)
        {
            throw _cursor.Error($"expected at most {Limit} values in {what}, found more");
        }
    }
}
