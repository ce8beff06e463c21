using System.Security.Cryptography;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Assurance.Receipts;
using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Assurance.Tests.Receipts;

/// <summary>Runs with their receipt.</summary>
internal sealed class ReceiptSample : IDisposable
{
    private ReceiptSample(TaskDefinition task, string model, string input, Settings settings, byte[]? file = null)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "models", model + ".safetensors");
        Model = Model.Load(path);
        Subject = new ReceiptSubject(task, settings, Model, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), Convert.ToHexStringLower(SHA256.HashData(file ?? [])));
        Instances = [.. task.Read(new StringReader(input), "input", settings).Select(one => new SourcedInstance(one, "input"))];
        Solver = task.Open(Model, model, settings);
        Bytes = Record(Subject, Solver, Instances);
    }

    public Model Model { get; }

    public ReceiptSubject Subject { get; }

    public IReadOnlyList<SourcedInstance> Instances { get; }

    public Solver Solver { get; }

    public byte[] Bytes { get; }

    public Receipt Receipt => Receipt.Read(Bytes);

    /// <summary>Two Sudokus, by a rule in integers.</summary>
    public static ReceiptSample Sudokus(Settings? settings = null) => new(
        new SudokuTask(), "sudoku4",
        ".......5...49....7...5.2..6.4.......5.3..7..21.7.4.6......9..23.71..89.....2.....\n.1....5.....5....4.6...7.1939..7.........1....4...6..32...5.......3..2........896\n", settings ?? Settings.Default);

    /// <summary>A corridor, by a rule that runs as a table.</summary>
    public static ReceiptSample Corridor(int cells) => new(new MazeTask(), "maze-proved", $"S{new string('.', cells - 2)}G\n{new string('#', cells)}\n", Settings.Default);

    /// <summary>A corridor that winds through a square, 4,948 cells long.</summary>
    public static ReceiptSample Snake()
    {
        string[] rows = [.. Enumerable.Range(0, 97).Select(row => row % 2 == 0 ? new string('.', 100) : row % 4 == 1 ? new string('#', 99) + "." : "." + new string('#', 99))];
        rows[0] = "S" + rows[0][1..];
        rows[^1] = rows[^1][..^1] + "G";
        return new ReceiptSample(new MazeTask(), "maze-proved", string.Join('\n', rows) + "\n", Settings.Default);
    }

    /// <summary>The runs of a test vector.</summary>
    public static ReceiptSample Vector(TaskDefinition task, string model, string path) => new(task, model, File.ReadAllText(path), Settings.Default, File.ReadAllBytes(path));

    public AuditVerdict Audit(byte[] bytes) => FullAudit.Run(Receipt.Read(bytes), Subject, Solver, Instances);

    public void Dispose() => Solver.Dispose();

    public static byte[] Record(ReceiptSubject subject, Solver solver, IReadOnlyList<SourcedInstance> instances)
    {
        using var stream = new MemoryStream();
        var writer = new ReceiptWriter(stream, subject);
        foreach (SourcedInstance one in instances)
        {
            writer.End(one.Instance, solver.Solve(one.Instance, trace: writer.Begin(one.Instance)));
        }

        writer.Complete();
        return stream.ToArray();
    }
}
