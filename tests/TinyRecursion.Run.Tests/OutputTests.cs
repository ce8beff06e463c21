using System.Diagnostics;
using TinyRecursion.Cli.Tests;
using TinyRecursion.IO;
using Xunit;

namespace TinyRecursion.Run.Tests;

/// <summary>How answers are written.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("output").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_answer_is_written_before_the_next_instance_is_read()
    {
        // Of 81 cells, which no board over several lines begins with.
        const string board = "987654321246173985351928746128537694634892157795461832519286473472319568863745219\n";
        var output = new StringWriter();
        using var input = new AskingReader(board + board, () => output.ToString().Count(symbol => symbol == '\n'));

        int code = RunProgram.Run([TrmRun.InRepository("models/sudoku.safetensors")], input, output, TextWriter.Null);

        Assert.Equal(0, code);
        Assert.Equal([0, 1, 2], input.Answered);
    }

    [Fact]
    public void Who_wants_no_more_answers_is_no_error()
    {
        using var error = new StringWriter();
        using var output = new ClosedWriter();

        int code = RunProgram.Run(
            [TrmRun.InRepository("models/sudoku.safetensors"), TrmRun.InRepository("samples/sudoku/4x4.txt")], TextReader.Null, output, error);

        Assert.Equal((141, string.Empty), (code, error.ToString()));
    }

    [Fact]
    public async Task What_the_shell_writes_next_follows_the_answers()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string target = Path.Combine(_folder, "out.txt"), program = Path.Combine(AppContext.BaseDirectory, "trm-run.dll");
        using var shell = Process.Start(
            "bash", ["-c", $"cd '{Trm.Root}' && (dotnet '{program}' models/sudoku.safetensors < samples/sudoku/4x4.txt; echo end) > '{target}'"]);
        await shell.WaitForExitAsync();

        string expected = TrmRun.Run(TrmRun.InRepository("models/sudoku.safetensors"), TrmRun.InRepository("samples/sudoku/4x4.txt")).Output;
        Assert.Equal(expected + "end\n", await File.ReadAllTextAsync(target));
    }

    /// <summary>Notes how many answers there are whenever a new line is begun.</summary>
    private sealed class AskingReader(string text, Func<int> answers) : TextReader
    {
        private int _at;

        public List<int> Answered { get; } = [];

        public override int Read()
        {
            if (_at == 0 || text[_at - 1] == '\n')
            {
                Answered.Add(answers());
            }

            return _at < text.Length ? text[_at++] : -1;
        }

        // Like a terminal: a line at a time.
        public override int Read(char[] buffer, int index, int count)
        {
            int read = 0;
            for (int symbol = 0; read < count && symbol != '\n' && (symbol = Read()) >= 0; read++)
            {
                buffer[index + read] = (char)symbol;
            }

            return read;
        }
    }

    private sealed class ClosedWriter : StringWriter
    {
        public override void Flush() => throw new ClosedOutputException();
    }
}
