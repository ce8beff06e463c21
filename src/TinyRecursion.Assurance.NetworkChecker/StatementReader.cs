namespace TinyRecursion.Assurance.NetworkChecker;

/// <summary>Reads what a proof states: the network and the unsafe set.</summary>
internal static class StatementReader
{
    private const int MostNodes = 10_000;
    private const int MostEntries = 1 << 20;
    private const int MostConstraints = 500;

    // Functions of the inputs that bounds keep: 16 bytes for each.
    private const int MostCoefficients = 1 << 25;

    /// <summary>Reads the network: its first node is the input, its last the output.</summary>
    public static CheckedNode[] Network(ProofBytes bytes)
    {
        var nodes = new CheckedNode[bytes.Number(2, Math.Min(MostNodes, bytes.Left / 5), "the number of nodes")];
        long entries = 0;
        for (int node = 0; node < nodes.Length; node++)
        {
            int kind = bytes.Byte();
            int width = bytes.Number(1, MostEntries, "a node's width");
            // What is worked with grows with this, and a rectifier's width costs no bytes of its own.
            entries += width;
            if ((kind == 0) != (node == 0) || kind > 2)
            {
                throw bytes.Error(kind > 2 ? $"node {node} is of no known kind" : "the first node alone is the input");
            }

            if (entries > MostEntries || entries * ((node == 0 ? width : nodes[0].Width) + 1L) > MostCoefficients)
            {
                throw bytes.Error($"the network is too large: at most {MostEntries} entries, and {MostCoefficients} times the inputs");
            }

            if (kind == 2)
            {
                int source = bytes.Number(0, node - 1, "a source");
                nodes[node] = nodes[source].Width == width && nodes[source].Relu < 0 ? new CheckedNode(width, source, [], []) : throw bytes.Error("a rectifier has another width than what it reads, or reads a rectifier");
                continue;
            }

            var maps = new CheckedMap[kind == 0 ? 0 : bytes.Count(5, "the number of maps")];
            for (int map = 0; map < maps.Length; map++)
            {
                int source = bytes.Number(0, node - 1, "a source");
                maps[map] = Map(bytes, source, width, nodes[source].Width);
            }

            nodes[node] = new CheckedNode(width, -1, maps, kind == 0 ? [] : Row(bytes, width));
        }

        return nodes;
    }

    /// <summary>Reads the cases of the unsafe set.</summary>
    public static CheckedCase[] Cases(ProofBytes bytes, int inputs, int outputs)
    {
        var cases = new CheckedCase[bytes.Count(inputs * 20, "the number of cases")];
        for (int number = 0; number < cases.Length; number++)
        {
            (double[] lower, double[] upper) = (new double[inputs], new double[inputs]);
            for (int input = 0; input < inputs; input++)
            {
                (lower[input], upper[input]) = (bytes.Fraction("a lower bound").Below(), bytes.Fraction("an upper bound").Above());
                if (!(double.IsFinite(lower[input]) && double.IsFinite(upper[input]) && lower[input] <= upper[input]))
                {
                    throw bytes.Error($"input {input} has no bounds, or none that doubles hold");
                }
            }

            var coefficients = new double[bytes.Number(0, Math.Min(MostConstraints, bytes.Left / 9), "the number of constraints")][];
            var bounds = new double[coefficients.Length];
            for (int row = 0; row < coefficients.Length; row++)
            {
                coefficients[row] = new double[inputs + outputs];
                int last = -1;
                for (int terms = bytes.Count(14, "the number of terms"); terms > 0; terms--)
                {
                    last = bytes.Number(last + 1, inputs + outputs - 1, "a variable");
                    coefficients[row][last] = bytes.Fraction("a coefficient").Near();
                }

                bounds[row] = bytes.Fraction("a bound").Near();
                // A strict comparison asks for less than is shown: the sum is above the bound.
                _ = bytes.Byte() <= 1 ? true : throw bytes.Error("a comparison is strict, 1, or not, 0");
            }

            cases[number] = new CheckedCase(lower, upper, coefficients, bounds);
        }

        return cases;
    }

    private static CheckedMap Map(ProofBytes bytes, int source, int rows, int columns)
    {
        bool dense = bytes.Byte() switch { 0 => false, 1 => true, _ => throw bytes.Error("a map is dense, 1, or not, 0") };
        (int[][] places, double[][] weights) = (new int[rows][], new double[rows][]);
        int[] all = dense ? [.. Enumerable.Range(0, columns)] : [];
        for (int row = 0; row < rows; row++)
        {
            if (dense)
            {
                (places[row], weights[row]) = (all, Row(bytes, columns));
                continue;
            }

            int count = bytes.Count(8, "the number of entries");
            (places[row], weights[row]) = (new int[count], new double[count]);
            for (int entry = 0, last = -1; entry < count; entry++)
            {
                places[row][entry] = last = bytes.Number(last + 1, columns - 1, "a column");
                weights[row][entry] = bytes.Single("a weight");
            }
        }

        return new CheckedMap(source, places, weights) { IsDense = dense };
    }

    private static double[] Row(ProofBytes bytes, int count)
    {
        var row = new double[(long)count * 4 <= bytes.Left ? count : throw bytes.Error($"{count} numbers are needed, the file ends")];
        for (int i = 0; i < count; i++)
        {
            row[i] = bytes.Single("a weight");
        }

        return row;
    }
}
