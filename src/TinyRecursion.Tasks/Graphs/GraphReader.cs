using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>Collects the lines of one graph.</summary>
/// <param name="file">The name that errors give.</param>
/// <param name="firstLine">The line where the graph begins.</param>
/// <param name="reading">What is said beside the file.</param>
/// <param name="directed">Whether edges lead one way only where the graph does not say.</param>
internal sealed class GraphReader(string file, int firstLine, GraphReading reading, bool directed)
{
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<(int From, int To, GraphWeight Weight, int Line)> _edges = [];
    private readonly List<GraphWord> _targets = [];
    private readonly List<List<GraphWord>> _perhapsComments = [];
    private bool? _directed;
    private GraphWord? _source;
    private DimacsGraph? _dimacs;

    /// <summary>Whether blank lines do not end the graph.</summary>
    public bool TakesBlankLines => _dimacs is not null;

    /// <summary>Reads a line that is not blank and has no comment.</summary>
    /// <exception cref="InstanceFormatException">It cannot be read.</exception>
    public void Add(string text, int line)
    {
        List<GraphWord> words = GraphWord.Split(text, line);
        if (words[0].Text == "c" && _edges.Count == 0)
        {
            // A comment if the header of DIMACS follows, else an edge of a node named c.
            _perhapsComments.Add(words);
            return;
        }

        if (_dimacs is null && _edges.Count == 0 && DimacsGraph.Header(words) is { } header)
        {
            SetDirected(words[0], header.Weighted);
            _dimacs = header;
            _perhapsComments.Clear();
            return;
        }

        TakeComments();
        switch (words[0].Text)
        {
            case "directed" or "undirected" when words.Count == 1:
                SetDirected(words[0], words[0].Text == "directed");
                break;
            case "directed" or "undirected":
                throw Wrong(words[1], $"nothing follows '{words[0].Text}'");
            case "source":
                _source = _source is null
                    ? Names(words, most: 1)[0]
                    : throw Wrong(words[0], $"a second source (the first is in line {_source.Value.Line}): separate graphs by a blank line");
                break;
            case "target":
                _targets.AddRange(Names(words, int.MaxValue));
                break;
            case "node":
                Names(words, int.MaxValue).ForEach(word => NodeOf(word));
                break;
            case "c" when _dimacs is not null:
                break;
            default:
                AddEdge(words);
                break;
        }
    }

    /// <summary>The graph.</summary>
    /// <exception cref="InstanceFormatException">It lacks a source, or something does not fit together.</exception>
    public WeightedGraph Finish()
    {
        TakeComments();
        if (_dimacs is { } header && header.Edges != _edges.Count)
        {
            throw new InstanceFormatException(file, firstLine, string.Empty, $"{_edges.Count} edges, the line 'p' says {header.Edges}");
        }

        if ((reading.Source is { } given ? new GraphWord(given, firstLine, 0) : _source) is not { } source)
        {
            throw new InstanceFormatException(file, firstLine, string.Empty, "the graph has no source: add a line 'source NAME', or say --source NAME");
        }

        List<GraphWord> targets = reading.Targets.Count > 0 ? [.. reading.Targets.Select(target => new GraphWord(target, firstLine, 0))] : _targets;

        int decimals = _edges.Count == 0 ? 0 : _edges.Max(edge => edge.Weight.Decimals);
        var edges = new List<GraphEdge>(_edges.Count);
        long left = WeightedGraph.MaximumTotal;
        foreach ((int from, int to, GraphWeight weight, int line) in _edges)
        {
            long units = weight.In(decimals) ?? long.MaxValue;
            left = units <= left
                ? left - units
                : throw new InstanceFormatException(file, line, string.Empty, "the weights of the graph add up to more than can be counted exactly");
            edges.Add(new GraphEdge(from, to, units));
        }

        return new WeightedGraph(
            _names, edges, reading.Directed || (_directed ?? directed), Known(source), targets.ConvertAll(Known), decimals, firstLine);
    }

    private void TakeComments()
    {
        if (_dimacs is null)
        {
            _perhapsComments.ForEach(AddEdge);
        }

        _perhapsComments.Clear();
    }

    private void SetDirected(GraphWord word, bool isDirected)
    {
        if (_edges.Count > 0)
        {
            throw Wrong(word, $"'{word.Text}' stands before the first edge of its graph");
        }

        _directed = _directed is null ? isDirected : throw Wrong(word, "the graph has said already whether it is directed");
    }

    private void AddEdge(List<GraphWord> words)
    {
        if (_dimacs is { } header)
        {
            if (header.Problem(words) is var (word, wrong))
            {
                throw Wrong(word, wrong);
            }

            words = words[1..];
        }
        else if (DimacsGraph.IsEdge(words))
        {
            throw Wrong(words[0], $"'{words[0].Text}' before two numbers is a line of DIMACS, which needs the line 'p sp NODES ARCS' or 'p edge NODES EDGES' before");
        }

        if (words.Count == 1)
        {
            throw Wrong(words[0], $"{MessageText.Quote(words[0].Text)} alone: an edge is 'NODE NODE' or 'NODE NODE WEIGHT'");
        }

        if (words.Count > 3)
        {
            throw Wrong(words[3], $"{MessageText.Quote(words[3].Text)} is one word too many: an edge is 'NODE NODE WEIGHT'");
        }

        var weight = new GraphWeight(1, 0);
        if (words.Count == 3 && GraphWeight.TryParse(words[2].Text, out weight) is { } problem)
        {
            throw Wrong(words[2], $"{MessageText.Quote(words[2].Text)} {problem}");
        }

        if (_edges.Count == WeightedGraph.MaximumEdges)
        {
            throw Wrong(words[0], $"more than {WeightedGraph.MaximumEdges} edges");
        }

        _edges.Add((NodeOf(words[0]), NodeOf(words[1]), weight, words[0].Line));
    }

    private List<GraphWord> Names(List<GraphWord> words, int most)
    {
        if (words.Count == 1)
        {
            throw Wrong(words[0], $"'{words[0].Text}' needs the name of a node");
        }

        return words.Count - 1 <= most
            ? words[1..]
            : throw Wrong(words[most + 1], $"'{words[0].Text}' takes one node");
    }

    private int NodeOf(GraphWord word)
    {
        if (_nodes.TryGetValue(word.Text, out int node))
        {
            return node;
        }

        if (GraphNames.Problem(word.Text) is { } problem)
        {
            throw Wrong(word, $"the name of a node {problem}");
        }

        if (_names.Count == WeightedGraph.MaximumNodes)
        {
            throw Wrong(word, $"more than {WeightedGraph.MaximumNodes} nodes");
        }

        _nodes.Add(word.Text, _names.Count);
        _names.Add(word.Text);
        return _names.Count - 1;
    }

    private int Known(GraphWord word) => _nodes.TryGetValue(word.Text, out int node) ? node
        : _dimacs?.HasNode(word.Text) == true ? NodeOf(word)
        : word.Column == 0 ? throw new InstanceFormatException(file, firstLine, string.Empty, $"the graph has no node {MessageText.Quote(word.Text)}")
        : throw Wrong(word, $"{MessageText.Quote(word.Text)} is on no edge: check the name, or declare it with 'node {word.Text}'");

    private InstanceFormatException Wrong(GraphWord word, string problem) => new(file, word.Line, $"column {word.Column}", problem);
}
