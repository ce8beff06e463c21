namespace TinyRecursion.Rules;

/// <summary>The name and size of one weight tensor of a rule.</summary>
/// <param name="Name">Unique within the rule, such as <c>message.weight</c>.</param>
/// <param name="Rows">Input width of a linear map, rows of a table, 1 for a bias.</param>
/// <param name="Columns">Output width.</param>
/// <param name="Offset">Where the tensor starts in the rule's flat parameter vector, row by row.</param>
internal sealed record WeightShape(string Name, int Rows, int Columns, int Offset)
{
    /// <summary>The number of parameters, rows × columns.</summary>
    public int Count => Rows * Columns;
}
