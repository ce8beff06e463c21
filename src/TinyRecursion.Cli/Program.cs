using TinyRecursion.Cli;
using TinyRecursion.Tasks.Standard;

return await Trm.RunAsync(args, StandardTasks.All).ConfigureAwait(false);
