using System.CommandLine;
using TinyRecursion.Cli.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm completion SHELL</c>: the script with which a shell completes command lines by asking the program.</summary>
internal static class CompletionCommand
{
    private const string Bash =
        """
        # Completion of trm. For every new shell: trm completion bash > ~/.local/share/bash-completion/completions/trm
        _trm()
        {
            local IFS=$'\n'
            local words=$(trm "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
            COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _trm trm
        """;

    private const string Zsh =
        """
        #compdef trm
        # Completion of trm. For every new shell: trm completion zsh > a file _trm in a folder of $fpath
        _trm()
        {
            local words=("${(@f)$(trm "[suggest:${#BUFFER}]" "$BUFFER" 2>/dev/null)}")
            compadd -a words
            _files
        }
        compdef _trm trm
        """;

    private const string Fish =
        """
        # Completion of trm. For every new shell: trm completion fish > ~/.config/fish/completions/trm.fish
        function __trm
            set -l line (commandline -cp)
            trm "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c trm -a '(__trm)'
        """;

    private const string PowerShell =
        """
        # Completion of trm. For every new shell: trm completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName trm -ScriptBlock {
            param($word, $line, $cursor)
            trm "[suggest:$cursor]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        var command = new Command(
            "completion", "Print the script that completes command lines in a shell.\n\nExample: trm completion bash > ~/.local/share/bash-completion/completions/trm")
        {
            shell,
        };
        command.SetAction(parse => Console.Out.Write(Script(parse.GetValue(shell)!) + "\n"));
        return command;
    }

    private static string Script(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" or "powershell" => PowerShell,
        _ => throw new InputException($"unknown shell '{shell}'; known: bash, zsh, fish, pwsh"),
    };
}
