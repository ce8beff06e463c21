using System.Text;
using TinyRecursion.Cli;
using TinyRecursion.IO;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Standard;

// Files are read as UTF-8 on every system, packed or not, so standard input is too.
Console.SetIn(InputFile.StandardInput());

// The console's own stream does not tell that a reader has gone, as in 'trm solve ... | head'.
if (Console.IsOutputRedirected)
{
    Console.SetOut(new StreamWriter(StandardOutput.Open(1, Console.OpenStandardOutput), new UTF8Encoding(false)));
}

return await Trm.RunAsync(args, StandardTasks.All).ConfigureAwait(false);
