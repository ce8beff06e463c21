namespace TinyRecursion.Run;

/// <summary>What the program says about itself.</summary>
internal static class HelpText
{
    /// <summary>How it is called.</summary>
    public const string Usage = "Usage: trm-run MODEL [FILE] [--steps N] [--receipt OUT] | --digest N";

    /// <summary>All of it.</summary>
    public const string Full = $"""
        Solves instances with a model of Sudokus, mazes, graphs, formulas, or a task of your own that is described by data.

        {Usage}

          MODEL       model file; it says which task it is for
          FILE        instances in the format of the task; without it, or with -, standard input
          --steps N   most steps of one run (default: as 'trm solve')
          --digest N  do not solve, print the digest of N steps of a model that runs in integers:
                      16 hexadecimal digits for each instance, the same on every machine
          --receipt OUT
                      also write a receipt, the same as 'trm solve --receipt', which 'trm audit' checks
          --help      this text
          --version   the version

        Prints answers as 'trm solve' does, each as soon as it is there; 'unsolved' where the checker rejects it.
        Exit code: 0 everything solved, 1 something unsolved, 2 bad usage or input, 3 a bug.

        Example: trm-run models/sudoku.safetensors samples/sudoku/hard.txt

        """;
}
