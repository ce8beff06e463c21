namespace TinyRecursion.Assurance.Checker.Theorems;

/// <summary>A theorem of <c>trm prove</c>: what a cell sees, what it should hold next, and the digest of the words, premises and their numbers of points among them.</summary>
internal sealed record LocalTheorem(string Name, int[] Kinds, bool ReadsOwn, string Relation, int Degree, int Symbols, string Words, Func<int[], int> Next, Func<int[], int, bool> Premise, Func<int, double, bool> Readout)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LocalTheorem> All { get; } =
    [
        // part, a, b; the sum digit and the carry that are read
        new(
            "arithmetic", [2, 10, 10], false, "inputs", 2, 10, "58bdeaf38ef3a6599411001d84a19e1c1998ae28180c14e645c6b42e61dc83f3",
            point => Total(point) is var total && point[0] == 0 ? total % 10 : Total(point) / 10,
            (point, next) => point[0] == 0 ? (Total(point) - next) % 10 == 0 && (point[2] != 1 || point[3] + point[4] > 0 || next == point[1]) : point[2] != 1 || point[4] > 1 || next <= 1,
            (_, _) => true),
        // wall, free, start, goal; blank, the four directions, goal, and the last five on the path; down, left, right, up
        new(
            "maze", [4], true, "around", 4, 11, "50465a831e1d766afc6047f81f610f320d9bc04088a2d6aef5d981929330a651", NextOfMaze,
            (point, next) => point[0] == 0 || point[1] == 0 || next == point[1] || (point[1] <= 5 && next == point[1] + 5),
            (symbol, logit) => logit > 0 == symbol > 5),
    ];

    private static int Total(int[] point) => (point[1] * point[2]) + point[3] + point[4];

    private static int NextOfMaze(int[] point)
    {
        (int kind, int own) = (point[0], point[1]);
        int first = Array.FindIndex(point, 2, symbol => symbol != 0) - 1;
        // A neighbour on the path calls where it points here: the one below upwards, and so on.
        bool isCalled = point[2] == 9 || point[3] == 8 || point[4] == 7 || point[5] == 6;
        return kind == 0 ? 0 : own > 5 ? own : own > 0 ? own + (isCalled ? 5 : 0) : kind == 3 ? 5 : first < 0 ? 0 : first + (kind == 2 ? 5 : 0);
    }
}
