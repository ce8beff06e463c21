namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// A variable or its negation as one number: <c>2·v</c> for variable <c>v</c> (from 0) and <c>2·v + 1</c> for its negation. It
/// is also the literal's cell in the problem that a rule sees.
/// </summary>
internal static class Literal
{
    /// <summary>The literal that files write as a signed number.</summary>
    /// <param name="number">Not zero: the variable from 1, negative for its negation.</param>
    public static int FromNumber(int number) => number > 0 ? 2 * (number - 1) : (2 * (-number - 1)) + 1;

    /// <summary>The signed number that files write for a literal: the variable from 1, negative for its negation.</summary>
    public static int ToNumber(int literal) => IsNegated(literal) ? -(VariableOf(literal) + 1) : VariableOf(literal) + 1;

    /// <summary>The literal that is true where this one is false.</summary>
    public static int Negate(int literal) => literal ^ 1;

    /// <summary>The variable, from 0.</summary>
    public static int VariableOf(int literal) => literal >> 1;

    /// <summary>Whether this is the negation of its variable.</summary>
    public static bool IsNegated(int literal) => (literal & 1) != 0;

    /// <summary>The literal that holds where a variable has a value.</summary>
    public static int Of(int variable, bool value) => (2 * variable) + (value ? 0 : 1);

    /// <summary>Whether a literal holds under an assignment.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="assignment">The value of every variable.</param>
    public static bool Holds(int literal, ReadOnlySpan<bool> assignment) => assignment[VariableOf(literal)] != IsNegated(literal);
}
