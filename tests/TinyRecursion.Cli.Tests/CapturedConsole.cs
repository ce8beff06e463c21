using System.Text;

namespace TinyRecursion.Cli.Tests;

/// <summary>The console of this process, split among tests: what runs within a test reads and writes texts of its own.</summary>
internal static class CapturedConsole
{
    private static readonly AsyncLocal<Streams?> Current = new();

    static CapturedConsole()
    {
        // Tests that are started from a terminal print nothing else than those that are not.
        Environment.SetEnvironmentVariable("TERM", "dumb");
        Console.SetOut(TextWriter.Synchronized(new Writer(Console.Out, streams => streams.Output)));
        Console.SetError(TextWriter.Synchronized(new Writer(Console.Error, streams => streams.Error)));
        Console.SetIn(new Reader());
    }

    /// <summary>Runs something and returns what it wrote.</summary>
    public static async Task<(T Result, string Output, string Error)> Run<T>(string input, Func<Task<T>> action)
    {
        var streams = new Streams(new StringReader(input));
        T result = await Task.Run(async () =>
        {
            Current.Value = streams;
            return await action();
        });
        return (result, streams.Output.ToString(), streams.Error.ToString());
    }

    private sealed record Streams(TextReader Input)
    {
        public StringBuilder Output { get; } = new();

        public StringBuilder Error { get; } = new();
    }

    private sealed class Writer(TextWriter outer, Func<Streams, StringBuilder> buffer) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] value, int index, int count) => Write(new string(value, index, count));

        public override void Write(string? value)
        {
            if (Current.Value is not { } streams)
            {
                outer.Write(value);
                return;
            }

            lock (streams)
            {
                buffer(streams).Append(value);
            }
        }
    }

    private sealed class Reader : TextReader
    {
        private static TextReader Inner => Current.Value?.Input ?? Null;

        public override int Peek() => Inner.Peek();

        public override int Read() => Inner.Read();

        public override int Read(char[] buffer, int index, int count) => Inner.Read(buffer, index, count);

        public override string ReadToEnd() => Inner.ReadToEnd();

        public override string? ReadLine() => Inner.ReadLine();
    }
}
