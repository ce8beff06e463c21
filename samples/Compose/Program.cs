using TinyRecursion.Models;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Decomposition;
using TinyRecursion.Recursion.FixedPoint;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Tasks.Arithmetic;
using TinyRecursion.Tasks.Sudoku;

using ModelRule rule = Model.Load("models/sudoku.safetensors").Open();
SudokuPuzzle[] puzzles = [.. SudokuFile.ReadAll("samples/sudoku/hard.txt")];
SudokuPuzzle puzzle = puzzles[7];
EncodedSudoku encoded = SudokuEncoding.Encode(puzzle.Board);
var problem = new RuleState(encoded.Problem);
var digits = new byte[puzzle.Board.CellCount];

bool IsSolution(ReadOnlySpan<float> logits)
{
    encoded.Decode(logits, digits);
    return SudokuChecker.IsSolved(puzzle.Board.Cells, digits);
}

// A loop: one rule, applied to its own output until the checker accepts, or 28 times.
var loop = new Loop(rule, Halting.Any(Halting.Verified(IsSolution), Halting.Steps(28)));
Show("loop", loop.Run(problem));

// A portfolio of starts from seeded random states: the first that the checker accepts wins and the others are cancelled.
Portfolio<RuleState, RuleState> restarts = Restarts.Of(loop, rule, starts: 16, seed: 1);
Show("restarts", restarts.Run(problem));

// Without a checker one is chosen, such as the one that moved least at the end.
var blind = new Loop(rule, Halting.Steps(28));
var leastMoving = Restarts.Of(blind, rule, starts: 16, seed: 1, PortfolioChoice<RuleState>.SmallestResidual);
Show("least moving", leastMoving.Run(problem));

// A chain: two short starts, then the last of them goes on from the state that it reached.
var longer = new Loop(rule, Halting.Any(Halting.Verified(IsSolution), Halting.Steps(400)));
Show("chain", new Chain<RuleState>(Restarts.Of(loop, rule, starts: 2, seed: 1), longer).Run(problem));

// Two rules of plain code that take turns on one state, and the state in which they rest.
RuleState rod = Average.Rod(cells: 33);
var turns = new Alternation([new Average(parity: 1), new Average(parity: 0)]);
Show("alternation", new Loop(turns, Halting.Any(Halting.Converged(1e-6f), Halting.Steps(10_000))).Run(rod));
Show("fixed point", new RuleFixedPoint(turns, FixedPointSolver.Anderson(), new FixedPointOptions { Tolerance = 1e-6 }).Run(rod));

// A recursion as a rule: one step of it is ten turns.
var ten = new RecursionRule(new Loop(turns, Halting.Steps(10)), turns);
Show("recursion as a rule", new Loop(ten, Halting.Any(Halting.Converged(1e-5f), Halting.Steps(1_000))).Run(rod));

// Complete search, which the rule guides: an answer, or a proof that there is none.
var search = SudokuSearch.Create(new SearchLimits { Nodes = 100_000 }, rule, guideDepth: 0);
Show("search", search.Run(puzzle.Board));

// Divide and conquer: a thousand numbers are added two by two, and every sum is checked.
var calculator = new Calculator(Model.Load("models/arithmetic.safetensors"));
DecimalNumber[] numbers = [.. Enumerable.Range(1, 1000).Select(n => DecimalNumber.Parse($"{n * (long)n}"))];
var one = new PlainRecursion<DecimalNumber[], DecimalNumber>(
    (part, _, _) => new Outcome<DecimalNumber>(part[0], HaltReason.Verified, Steps: 0));
Outcome<DecimalNumber> total = new DivideAndConquer<DecimalNumber[], DecimalNumber>(new Total(calculator), one).Run(numbers);
Console.WriteLine($"divide and conquer: {total.Answer}, {total.Reason}");

// They nest: the rule alone for a while, then complete search, for every puzzle of a file.
var alone = new SudokuRuleRecursion(rule, new SudokuRunOptions { MaximumSteps = 28 });
var both = new Portfolio<SudokuBoard, SudokuBoard>(alone, search);
ILookup<int, Outcome<SudokuBoard>> by = puzzles.Select(each => both.Run(each.Board)).Where(each => each.IsVerified).ToLookup(each => each.Part);
Console.WriteLine($"portfolio: {by[0].Count()} by the rule, {by[1].Count()} by search");

// Everything writes the same trace.
var trace = new Trace();
restarts.Run(problem, trace);
TraceStep last = trace.Steps[^1];
Console.WriteLine($"trace: {trace.Steps.Count} steps, the last is step {last.Step} of {last.Part}");

static void Show<T>(string what, Outcome<T> outcome) =>
    Console.WriteLine($"{what}: {outcome.Reason} after {outcome.Steps} steps, {outcome.TotalSteps} in all, part {outcome.Part}");
