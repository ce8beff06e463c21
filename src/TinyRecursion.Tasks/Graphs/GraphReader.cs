using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>Collects the lines of one graph.</summary>
/// <param name="file">The name that errors give.</param>
/// <param name="firstLine">The line where the graph begins.</param>
internal sealed class GraphReader(string file, int firstLine)
{
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<(int From, int To, GraphWeight Weight, int Line)> _edges = [];
    private readonly List<Place> _targets = [];
    private bool? _directed;
    private Place? _source;

    /// <summary>A word of the file and where it stands.</summary>
    private readonly record struct Place(string Text, int Line, int Column);

    /// <summary>Reads a line that is neither blank nor a comment alone.</summary>
    /// <returns>This.</returns>
    /// <exception cref="InstanceFormatException">It cannot be read.</exception>
    public GraphReader Add(string text, int line)
    {
        List<Place> words = Split(text, line);
        switch (words[0].Text)
        {
            case "directed" or "undirected" when words.Count == 1:
                SetDirected(words[0]);
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
            default:
                AddEdge(words);
                break;
        }

        return this;
    }

    /// <summary>The graph.</summary>
    /// <exception cref="InstanceFormatException">It lacks a source, or something does not fit together.</exception>
    public WeightedGraph Finish()
    {
        if (_source is not { } source)
        {
            throw new InstanceFormatException(file, firstLine, string.Empty, "the graph has no source: add a line 'source NAME'");
        }

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
            _names, edges, _directed ?? false, Known(source), _targets.ConvertAll(Known), decimals, firstLine);
    }

    private void SetDirected(Place word)
    {
        if (_edges.Count > 0)
        {
            throw Wrong(word, $"'{word.Text}' stands before the first edge of its graph");
        }

        _directed = _directed is null ? word.Text == "directed" : throw Wrong(word, "the graph has said already whether it is directed");
    }

    private void AddEdge(List<Place> words)
    {
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

    private List<Place> Names(List<Place> words, int most)
    {
        if (words.Count == 1)
        {
            throw Wrong(words[0], $"'{words[0].Text}' needs the name of a node");
        }

        return words.Count - 1 <= most
            ? words[1..]
            : throw Wrong(words[most + 1], $"'{words[0].Text}' takes one node");
    }

    private int NodeOf(Place word)
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

    private int Known(Place word) => _nodes.TryGetValue(word.Text, out int node)
        ? node
        : throw Wrong(word, $"{MessageText.Quote(word.Text)} is on no edge: check the name, or declare it with 'node {word.Text}'");

    private static List<Place> Split(string text, int line)
    {
        var words = new List<Place>();
        int end = text.IndexOf('#', StringComparison.Ordinal) is >= 0 and var comment ? comment : text.Length;
        for (int at = 0; at < end; at++)
        {
            int from = at;
            while (at < end && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at > from)
            {
                words.Add(new Place(text[from..at], line, from + 1));
            }
        }

        return words;
    }

    private InstanceFormatException Wrong(Place word, string problem) => new(file, word.Line, $"column {word.Column}", problem);
}
