using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Cli.Satisfiability;

/// <summary>The options that <c>solve sat</c> and <c>eval sat</c> share.</summary>
internal sealed class SatisfiabilityOptions
{
    /// <summary>Starts before a search, which decides small formulas in less time than more starts take.</summary>
    private const int StartsBeforeSearch = 4;

    private static readonly SatisfiabilityRunOptions Defaults = new();

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "DIMACS CNF files, files with a formula a line, folders of .cnf files, or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<FileInfo?> _model = ModelOption.Create();

    private readonly Option<RuleKind> _rules = RuleKindOption.Create(
        (RuleKind.Neural, "the learned rule alone"),
        (RuleKind.Algorithmic, "unit propagation alone"),
        (RuleKind.Mixed, "unit propagation, then the rule on what that leaves"));

    private readonly Option<int> _maxSteps = RunOptions.Positive("--max-steps", Defaults.MaximumSteps, "Most steps of one start of the rule.");

    private readonly Option<int?> _restarts = RunOptions.PositiveOrNone(
        "--restarts",
        $"Starts of the rule, each from a suggestion and a state drawn from the seed; the first that the checker accepts wins. Default: {Defaults.Starts}, before a search {StartsBeforeSearch}.");

    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of the starts.", DefaultValueFactory = _ => Defaults.Seed, HelpName = "N" };

    private readonly Option<int> _limit = RunOptions.Positive("--limit", int.MaxValue, "Read at most this many formulas.");

    private readonly Option<int> _threads = RunOptions.Positive(
        "--threads", Environment.ProcessorCount, "Formulas decided at once; changes the speed, never the answers.");

    private readonly SearchOptions _search = new();

    /// <summary>Machine-readable output.</summary>
    public Option<bool> Json { get; } = RunOptions.JsonSwitch();

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_files);
        foreach (Option option in (Option[])[_model, _rules, _maxSteps, _restarts, _seed, _limit, _threads])
        {
            command.Add(option);
        }

        _search.AddTo(command);
        command.Add(Json);
    }

    /// <summary>Reads everything that a command line names.</summary>
    /// <exception cref="InputException">There is nothing to read, or the model does not fit.</exception>
    public SatisfiabilityJob Read(ParseResult parse)
    {
        IReadOnlyList<CnfInstance> instances = SatisfiabilityInput.Read(parse.GetValue(_files)!, parse.GetValue(_limit));
        RuleKind rules = parse.GetValue(_rules);
        bool search = parse.GetValue(_search.Search);
        var settings = new SatisfiabilityRunOptions
        {
            MaximumSteps = parse.GetValue(_maxSteps),
            Starts = parse.GetValue(_restarts) ?? (search ? StartsBeforeSearch : Defaults.Starts),
            Seed = parse.GetValue(_seed),
            Propagate = rules != RuleKind.Neural,
            Search = search ? _search.Limits(parse, new()) : null,
        };
        return new SatisfiabilityJob(
            instances, rules, rules == RuleKind.Algorithmic ? null : SatisfiabilityModel.Load(parse.GetValue(_model)),
            settings, parse.GetValue(_threads));
    }
}
