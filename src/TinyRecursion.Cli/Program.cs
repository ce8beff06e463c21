using TinyRecursion.Cli;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Standard;

// Files are read as UTF-8 on every system, packed or not, so standard input is too.
Console.SetIn(InputFile.StandardInput());

return await Trm.RunAsync(args, StandardTasks.All).ConfigureAwait(false);
