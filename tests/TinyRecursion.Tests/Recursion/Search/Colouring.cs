namespace TinyRecursion.Tests.Recursion.Search;

/// <summary>A graph to be coloured so that no edge has two ends of one colour; a small problem whose answers can all be listed.</summary>
/// <param name="Vertices">The number of vertices.</param>
/// <param name="Colours">The number of colours.</param>
/// <param name="Edges">The edges.</param>
internal sealed record Colouring(int Vertices, int Colours, IReadOnlyList<(int A, int B)> Edges)
{
    /// <summary>A graph drawn from a seed.</summary>
    public static Colouring Random(ulong seed)
    {
        var random = new SeededRandom(seed);
        int vertices = 1 + random.NextInt32(6), colours = 1 + random.NextInt32(3), percent = random.NextInt32(100);
        var edges = new List<(int, int)>();
        for (int a = 0; a < vertices; a++)
        {
            for (int b = 0; b < a; b++)
            {
                if (random.NextInt32(100) < percent)
                {
                    edges.Add((a, b));
                }
            }
        }

        return new Colouring(vertices, colours, edges);
    }

    /// <summary>Whether a colouring is right.</summary>
    public bool Accepts(int[] colours) => colours.All(colour => colour >= 0 && colour < Colours)
        && Edges.All(edge => colours[edge.A] != colours[edge.B]);

    /// <summary>All right colourings, found by trying every one there is.</summary>
    public List<string> BruteForce()
    {
        var answers = new List<string>();
        var colours = new int[Vertices];
        for (int code = 0; code < Math.Pow(Colours, Vertices); code++)
        {
            for (int vertex = 0, rest = code; vertex < Vertices; vertex++, rest /= Colours)
            {
                colours[vertex] = rest % Colours;
            }

            if (Accepts(colours))
            {
                answers.Add(string.Concat(colours));
            }
        }

        return answers;
    }
}
