using System.Text.Json;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Arc;

/// <summary>Reads tasks and solutions from JSON, and knows the place for errors.</summary>
internal sealed class ArcReader
{
    private readonly string _source;
    private readonly ArcJson _json;
    private readonly byte[] _cells = new byte[ArcGrid.MaximumSide * ArcGrid.MaximumSide];
    private string? _id;
    private string _list = string.Empty;
    private string _field = string.Empty;
    private int _pair = -1;
    private int _row;
    private int _column;

    public ArcReader(Stream stream, string source) => (_source, _json) = (source, new ArcJson(stream));

    /// <summary>Reads the tasks of a file in any of its forms; <see cref="ArcFile"/> says which.</summary>
    public IEnumerable<ArcTask> Tasks()
    {
        string? fileId = Path.GetFileNameWithoutExtension(_source);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (int value = 0; Read(); value++)
        {
            if (value == 0 && _json.Token == JsonTokenType.StartArray)
            {
                // RE-ARC's file of one task: its examples alone.
                _id = fileId;
                List<ArcPair> pairs = Pairs(string.Empty, outputs: true);
                yield return pairs.Count > 0 ? new ArcTask(fileId ?? string.Empty, pairs, []) : throw Error("expected at least one pair, found none");
                if (Read())
                {
                    throw Error("expected the end of the file behind its list of pairs");
                }

                yield break;
            }

            Expect(JsonTokenType.StartObject, "a task");
            bool any = Field(out string name);
            if (any && _json.Token == JsonTokenType.StartObject)
            {
                // No field of a task is an object before its pairs are: the names are those of tasks.
                do
                {
                    _id = Id(name);
                    Expect(JsonTokenType.StartObject, "a task (solutions stand in a file of their own)");
                    yield return Once(Body(Field(out string field), field, _id));
                }
                while (Field(out name));
            }
            else
            {
                yield return Once(Body(any, name, value == 0 ? fileId : null));
            }

            _id = null;
        }

        ArcTask Once(ArcTask task)
        {
            _id = task.Id;
            return ids.Add(task.Id) ? task : throw Error("occurs twice");
        }
    }

    /// <summary>Reads the solutions of a file: a list of grids for each task's name.</summary>
    public Dictionary<string, IReadOnlyList<ArcGrid>> Solutions()
    {
        var solutions = new Dictionary<string, IReadOnlyList<ArcGrid>>(StringComparer.Ordinal);
        while (Read())
        {
            Expect(JsonTokenType.StartObject, "an object of solutions");
            while (Field(out string name))
            {
                _id = Id(name);
                Expect(JsonTokenType.StartArray, "a list of grids");
                var grids = new List<ArcGrid>();
                _list = "solution";
                for (_pair = 0; Element(); _pair++)
                {
                    CheckCount("grids");
                    grids.Add(Grid());
                }

                (_list, _pair) = (string.Empty, -1);
                _id = solutions.TryAdd(_id, grids) ? null : throw Error("occurs twice");
            }
        }

        return solutions;
    }

    /// <summary>Reads a task's fields up to the end of its object.</summary>
    /// <param name="any">Whether the reader stands on the value of a first field; else at the object's end.</param>
    /// <param name="name">The first field's name.</param>
    /// <param name="id">The task's name, unless a field gives it.</param>
    private ArcTask Body(bool any, string name, string? id)
    {
        List<ArcPair>? train = null, test = null;
        string? given = null;
        for (; any; any = Field(out name))
        {
            _field = name;
            switch (name)
            {
                case "id" or "task":
                    Once(given);
                    given = _json.Token == JsonTokenType.String ? Id(_json.Text) : throw Error($"expected a name, found {_json.Found()}");
                    _id = given;
                    break;
                case "train" or "examples":
                    Once(train);
                    train = Pairs(name, outputs: true);
                    break;
                case "test":
                    Once(test);
                    test = Pairs(name, outputs: false);
                    break;
                default:
                    Skip();
                    break;
            }

            _field = string.Empty;
        }

        id = given ?? id ?? throw Error("the task has no 'id', and there is more than one in the file");
        return train is { Count: > 0 }
            ? new ArcTask(id, train, test ?? [])
            : throw Error(train is null ? "expected a list 'train' or 'examples', found neither" : "expected at least one pair to show, found none");
    }

    private List<ArcPair> Pairs(string list, bool outputs)
    {
        Expect(JsonTokenType.StartArray, "a list of pairs");
        (_list, _field) = (list, string.Empty);
        var pairs = new List<ArcPair>();
        for (_pair = 0; Element(); _pair++)
        {
            CheckCount("pairs");
            pairs.Add(Pair(outputs));
        }

        (_list, _pair) = (string.Empty, -1);
        return pairs;
    }

    private ArcPair Pair(bool outputs)
    {
        Expect(JsonTokenType.StartObject, "a pair");
        ArcGrid? input = null, output = null;
        while (Field(out string name))
        {
            if (name == "input" || (name == "output" && (outputs || _json.Token != JsonTokenType.Null)))
            {
                _field = "." + name;
                Once(name == "input" ? input : output);
                ArcGrid grid = Grid();
                (input, output) = name == "input" ? (grid, output) : (input, grid);
                _field = string.Empty;
            }
            else
            {
                Skip();
            }
        }

        return input is null ? throw Error("expected an 'input', found none")
            : output is null && outputs ? throw Error("expected an 'output', found none")
            : new ArcPair(input, output);
    }

    private ArcGrid Grid()
    {
        Expect(JsonTokenType.StartArray, "a grid");
        int columns = 0, count = 0;
        for (_row = 1; Element(); _row++)
        {
            if (_row > ArcGrid.MaximumSide)
            {
                throw Error($"expected at most {ArcGrid.MaximumSide} rows, found more");
            }

            Expect(JsonTokenType.StartArray, "a list of colours");
            for (_column = 1; Element(); _column++)
            {
                if (_column > ArcGrid.MaximumSide)
                {
                    throw Error($"expected at most {ArcGrid.MaximumSide} cells, found more");
                }

                if (_json.Number is < 0 or >= ArcGrid.ColourCount)
                {
                    throw Error($"expected a colour from 0 to 9, found {_json.Found()}");
                }

                _cells[count++] = (byte)_json.Number;
            }

            int found = _column - 1;
            _column = 0;
            if (found == 0 || (_row > 1 && found != columns))
            {
                throw Error(_row == 1 ? "expected 1 to 30 cells, found none" : $"expected {columns} cells as in row 1, found {found}");
            }

            columns = found;
        }

        int rows = _row - 1;
        _row = 0;
        return rows > 0 ? new ArcGrid(rows, columns, _cells.AsSpan(0, count)) : throw Error("expected 1 to 30 rows, found none");
    }

    private string Id(string id) => id.Length is > 0 and <= ArcFile.LongestId
        ? id
        : throw Error($"expected a name of 1 to {ArcFile.LongestId} characters, found {id.Length}");

    private void CheckCount(string what)
    {
        if (_pair >= ArcFile.MaximumPairs)
        {
            throw Error($"expected at most {ArcFile.MaximumPairs} {what}, found more");
        }
    }

    private bool Read()
    {
        try
        {
            return _json.Read();
        }
        catch (FormatException error)
        {
            throw Error(error.Message, error);
        }
    }

    /// <summary>Reads a token that must be there; the JSON reader refuses a value that is cut off.</summary>
    private void Next()
    {
        if (!Read())
        {
            throw Error("the file ends within a value");
        }
    }

    /// <summary>Reads on to the end of the value just begun.</summary>
    private void Skip()
    {
        int depth = _json.Depth;
        if (_json.Token is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            do
            {
                Next();
            }
            while (_json.Depth > depth);
        }
    }

    /// <summary>Goes to the value of an object's next field; false at the object's end.</summary>
    private bool Field(out string name)
    {
        Next();
        name = _json.Text;
        if (_json.Token != JsonTokenType.PropertyName)
        {
            return false;
        }

        Next();
        return true;
    }

    /// <summary>Goes to the next value of a list; false at the list's end.</summary>
    private bool Element()
    {
        Next();
        return _json.Token != JsonTokenType.EndArray;
    }

    private void Once(object? found)
    {
        if (found is not null)
        {
            throw Error("is given twice");
        }
    }

    private void Expect(JsonTokenType token, string what)
    {
        if (_json.Token != token)
        {
            throw Error($"expected {what}, found {_json.Found()}");
        }
    }

    private InstanceFormatException Error(string problem, Exception? inner = null)
    {
        string pair = _pair >= 0 ? $"{_list}[{_pair}]" : string.Empty;
        string cell = (_row > 0 ? $" row {_row}" : string.Empty) + (_column > 0 ? $" cell {_column}" : string.Empty);
        string task = _id is null ? string.Empty : $"task {MessageText.Quote(_id)} ";
        return new InstanceFormatException(_source, _json.Line, (task + pair + _field + cell).Trim(), problem, inner);
    }
}
