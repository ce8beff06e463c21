using System.CommandLine;
using System.CommandLine.Parsing;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Common;

/// <summary>A setting as an option, or as an argument, of the command line.</summary>
internal sealed class SettingOption
{
    private readonly Option? _option;
    private readonly Argument<string?>? _argument;

    /// <summary>Makes it.</summary>
    /// <param name="setting">The setting.</param>
    public SettingOption(Setting setting)
    {
        Setting = setting;
        string help = setting.Help + (setting.DefaultText.Length > 0 && !setting.IsFlag ? $" [default: {setting.DefaultText}]" : string.Empty);
        if (setting.IsPositional)
        {
            _argument = new Argument<string?>(setting.Name) { Description = help, HelpName = setting.ValueName, Arity = ArgumentArity.ZeroOrOne };
            _argument.Validators.Add(result => Check(result, [.. result.Tokens.Select(token => token.Value)]));
            return;
        }

        string name = "--" + setting.Name;
        string[] aliases = [.. setting.Aliases.Select(alias => "--" + alias)];
        _option = setting.IsFlag ? new Option<bool>(name, aliases) { Description = help }
            : setting.TakesSeveral ? new Option<string[]>(name, aliases) { Description = help, HelpName = setting.ValueName, AllowMultipleArgumentsPerToken = true }
            : new Option<string?>(name, aliases) { Description = help, HelpName = setting.ValueName };
        _option.Required = setting.IsRequired;
        if (!setting.IsFlag)
        {
            _option.Validators.Add(result => Check(result, [.. result.Tokens.Select(token => token.Value)]));
        }
    }

    /// <summary>The setting.</summary>
    public Setting Setting { get; }

    /// <summary>Adds it to a command.</summary>
    public void AddTo(Command command)
    {
        if (_argument is not null)
        {
            command.Add(_argument);
        }
        else
        {
            command.Add(_option!);
        }
    }

    /// <summary>Sets the setting where the command line gives it.</summary>
    public Settings Read(ParseResult parse, Settings settings)
    {
        IReadOnlyList<string> texts = _argument is not null ? parse.GetValue(_argument) is { } text ? [text] : []
            : parse.GetResult(_option!) is { Implicit: false } given
                ? Setting.IsFlag ? parse.GetValue((Option<bool>)_option!) ? ["true"] : [] : [.. given.Tokens.Select(token => token.Value)]
            : [];
        return texts.Count > 0 ? settings.WithText(Setting, texts) : settings;
    }

    private void Check(SymbolResult result, string[] texts)
    {
        try
        {
            if (texts.Length > 0)
            {
                Setting.Parse(texts);
            }
        }
        catch (SettingException error)
        {
            result.AddError(error.Message);
        }
    }
}
