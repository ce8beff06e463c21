using System.CommandLine;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Common;

/// <summary>Settings as options of a command.</summary>
/// <param name="settings">The settings.</param>
internal sealed class SettingOptions(IEnumerable<Setting> settings)
{
    private readonly SettingOption[] _options = [.. settings.Select(setting => new SettingOption(setting))];

    /// <summary>The settings.</summary>
    public IEnumerable<Setting> Settings => _options.Select(option => option.Setting);

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command) => Array.ForEach(_options, option => option.AddTo(command));

    /// <summary>What a command line gives.</summary>
    public Settings Read(ParseResult parse) => _options.Aggregate(Tasks.Settings.Default, (read, option) => option.Read(parse, read));
}
