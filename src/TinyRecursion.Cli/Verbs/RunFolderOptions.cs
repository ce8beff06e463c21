using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Training.Workflows;

namespace TinyRecursion.Cli.Verbs;

/// <summary>The folder of a training run, and how often it validates and saves.</summary>
/// <param name="folder">The default folder.</param>
/// <param name="every">The default number of updates between validations.</param>
internal sealed class RunFolderOptions(string folder, int every = 1000)
{
    private readonly Option<string> _folder = new("--run")
    {
        Description = "Folder of the run: checkpoint, metrics and their picture, best and last model. A checkpoint found there is resumed.",
        HelpName = "DIR",
        DefaultValueFactory = _ => folder,
    };

    private readonly Option<int> _every = CommonOptions.Whole("--every", every, "Updates between validations and checkpoints; checkpoints also come every five minutes.");

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_folder);
        command.Add(_every);
    }

    /// <summary>What a command line asks for.</summary>
    public TrainingRunOptions Read(ParseResult parse) => new() { Folder = parse.GetValue(_folder), Every = parse.GetValue(_every) };
}
