namespace TinyRecursion.Assurance.Properties;

/// <summary>A sum of variables with coefficients, and a constant.</summary>
/// <param name="Terms">A coefficient a variable; variables are those of the file, inputs as they are, outputs as the complement of their index.</param>
/// <param name="Constant">The constant.</param>
internal sealed record LinearSum(IReadOnlyDictionary<int, ExactNumber> Terms, ExactNumber Constant)
{
    /// <summary>A constant.</summary>
    public static LinearSum Of(ExactNumber constant) => new(new Dictionary<int, ExactNumber>(), constant);

    /// <summary>The sum with another, times a factor.</summary>
    public LinearSum Plus(LinearSum other, ExactNumber factor)
    {
        var terms = new Dictionary<int, ExactNumber>(Terms);
        foreach ((int variable, ExactNumber coefficient) in other.Terms)
        {
            terms[variable] = (terms.TryGetValue(variable, out ExactNumber own) ? own : ExactNumber.Of(0)) + (coefficient * factor);
        }

        return new LinearSum(terms, Constant + (other.Constant * factor));
    }
}
