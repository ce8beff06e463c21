using TinyRecursion.Execution.Finite;
using TinyRecursion.Tasks.Arithmetic;

namespace TinyRecursion.Assurance.Proofs;

/// <summary>Addition and multiplication by the learned rule of one digit are right for integers of any length.</summary>
internal sealed class ArithmeticTheorem : ITheorem
{
    private const int Digits = DigitSpecification.Digits;

    public string Name => "arithmetic";

    public string Task => ArithmeticRule.Task;

    public string Statement =>
        "For all natural numbers x and y of any length: repeating the rule on the wiring of the addition of x and y settles "
        + "after at most (places + 2) steps, from every start, in one and the same state, which spells x + y; and the array of "
        + "the multiplication, which holds x, started from zeros and fed the digits of y from the lowest and then a zero for "
        + "each digit of x, gives after each step the next digit of x * y, all of them.";

    public string SpecificationText =>
        "A cell has a part (digit or carry) and two digits a and b; it reads a sum digit s and a carry digit c, a missing one "
        + "being 0. With t = a * b + s + c, the digit part becomes t mod 10 and the carry part t div 10.";

    public ILocalSpecification Specification => DigitSpecification.Instance;

    public string Induction =>
        "Locality: what a cell holds after a step depends on nothing but its part, a, b, s and c, and is a symbol 0..9; so the "
        + "table of the rule is the whole of what it can do, at every step, on every wiring. "
        + "Addition: the cell with the second number's digit y_i reads nothing, has a = y_i and b = 1, and holds y_i after step "
        + "1 and ever after (constant). Let c_i be the carry cell of place i, with a = x_i, b = 1, s = y_i and c = c_(i-1), "
        + "where c_(-1) is missing, hence 0. Claim: after step i + 2, and ever after, c_i is the true carry out of place i. By "
        + "induction on i: its inputs have been true and unchanged since step i + 1, and the rule gives (x_i + y_i + carry) div "
        + "10, which is at most 1 (addition). The digit cell of place i reads the same inputs and is (x_i + y_i + carry) mod 10 from "
        + "step i + 2 on. So after (places + 1) steps nothing changes any more, whatever the start was, which the next step shows; "
        + "there is no second fixed point, since every start leads to this one. Digits and last carry spell x + y by the "
        + "definition of decimal addition. "
        + "Multiplication: let x have n digits x_0..x_(n-1), and let d_i and c_i be the digit and the carry cell of place i, d_n = "
        + "0. Before step k (from 0) let W_k be the sum over i of (d_(i+1) + c_i) * 10^i; W_0 = 0. Step k computes at each place "
        + "t_i = x_i * y_k + d_(i+1) + c_i and puts d_i = t_i mod 10 and c_i = t_i div 10, so t_i = d_i + 10 * c_i (conservation). "
        + "Summing t_i * 10^i over the places gives W_k + x * y_k = d_0 + 10 * W_(k+1). By induction on k the digits given so far "
        + "and what is left satisfy: sum over j < k of out_j * 10^j + 10^k * W_k = x * (y mod 10^k). With y_k = 0 beyond the m "
        + "digits of y, after n + m steps: out + 10^(n+m) * W = x * y < 10^(n+m), so W = 0 and out = x * y. "
        + "Difference (plain code around the rule): x - y for x >= y is x plus the nines' complement of y plus one, modulo "
        + "10^places; the first carry is a cell that holds 1.";

    public IReadOnlyList<Premise> Premises { get; } =
    [
        new Premise(
            "conservation", "For all digits a, b, s and c: digit + 10 * carry = a * b + s + c.",
            machine => Check(machine, 0..Digits, Digits, Digits, (a, b, s, c, digit, carry) => digit + (Digits * carry) == (a * b) + s + c)),
        new Premise(
            "constant", "With b = 1 and nothing to read, the digit part holds a.",
            machine => Check(machine, 1..2, 1, 1, (a, _, _, _, digit, _) => digit == a)),
        new Premise(
            "addition", "With b = 1, for all digits a and s and carries c of 0 and 1: digit + 10 * carry = a + s + c, and the carry is 0 or 1.",
            machine => Check(machine, 1..2, Digits, 2, (a, _, s, c, digit, carry) => digit + (Digits * carry) == a + s + c && carry <= 1)),
    ];

    public string Describe(ReadOnlySpan<int> inputs) =>
        $"part = {(inputs[0] == DigitSpecification.DigitPart ? "digit" : "carry")}, a = {inputs[1]}, b = {inputs[2]}, s = {inputs[3]}, c = {inputs[4]}";

    public string DescribeSymbol(int symbol) => symbol.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Checks a fact for all a, for b in a range, and for s and c below bounds.</summary>
    private static PremiseResult Check(
        FiniteMachine machine, Range bs, int sums, int carries, Func<int, int, int, int, int, int, bool> holds)
    {
        long points = 0;
        for (int a = 0; a < Digits; a++)
        {
            for (int b = bs.Start.Value; b < bs.End.Value; b++)
            {
                for (int rest = 0; rest < sums * carries; rest++)
                {
                    (int s, int c) = Math.DivRem(rest, carries);
                    int digit = machine.Next([DigitSpecification.DigitPart, a, b, s, c]);
                    int carry = machine.Next([DigitSpecification.CarryPart, a, b, s, c]);
                    points++;
                    if (!holds(a, b, s, c, digit, carry))
                    {
                        return new PremiseResult(points, $"a = {a}, b = {b}, s = {s}, c = {c}: digit {digit}, carry {carry}");
                    }
                }
            }
        }

        return new PremiseResult(points, null);
    }
}
