using System.CommandLine;
using TinyRecursion.Cli.Commands;
using TinyRecursion.Cli.Common;

var root = new RootCommand("Tiny recursive models: train a compact rule, apply it again and again, check what it answers.")
{
    SolveCommand.Create(),
    EvalCommand.Create(),
    CalcCommand.Create(),
    ProveCommand.Create(),
    CheckCommand.Create(),
    ShowCommand.Create(),
    TrainCommand.Create(),
    GenerateCommand.Create(),
    InfoCommand.Create(),
    ImportCommand.Create(),
    ExportCommand.Create(),
    CompressCommand.Create(),
    DigestCommand.Create(),
    ParityCommand.Create(),
    BenchCommand.Create(),
};
return await CommandRunner.RunAsync(root, args).ConfigureAwait(false);
