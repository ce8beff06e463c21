namespace TinyRecursion.Rules;

/// <summary>What the bytes of a state are.</summary>
internal enum StateKind : byte
{
    /// <summary>Entries of a rule in integers, row by row: 16 bits each.</summary>
    Integers = 1,

    /// <summary>Symbols of a rule over a finite alphabet, one a cell: 16 bits each.</summary>
    Symbols = 2,

    /// <summary>Entries of a rule in plain code, row by row: 32 bits each (IEEE 754).</summary>
    Numbers = 3,

    /// <summary>A node of a search.</summary>
    Node = 4,

    /// <summary>A layer or a batch of a search for a plan.</summary>
    Plan = 5,
}
