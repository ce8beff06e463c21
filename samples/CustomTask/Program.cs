using TinyRecursion.Execution.Float;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Custom;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Supervision;

// Latin squares with holes: cells, their rows and columns as groups, and as the one feature the given symbol, 0 for a hole.
const int Side = 4;
RuleGraph graph = RelationalRule.Create(new RelationalRuleOptions
{
    StateWidth = 32, MessageWidth = 32, HiddenWidth = 64, Relations = ["row", "column"], FeatureTables = ["given"], ReadoutWidth = Side,
});
using var trainer = new Trainer(graph, new LatinSource(), new TrainingOptions
{
    Updates = 400, StepsPerSegment = 8, LossesPerSegment = 4, SegmentsPerExample = 4, InitialHelp = 0, WarmUp = 100, LearningRate = 5e-3f,
});
while (trainer.Updates < 400)
{
    trainer.Step();
}

using var rule = new NeuralRule(graph, trainer.Average.Values);
int solved = 0;
for (ulong seed = 1_000_000; seed < 1_000_200; seed++)
{
    CustomInstance square = LatinSquares.Generate(seed, 0, Side);
    int[] answer = new int[square.Cells];
    var halting = Halting.Any(Halting.Verified(IsLatin), Halting.Steps(64));
    Outcome<RuleState> outcome = Restarts.Of(new Loop(rule, halting), rule, starts: 8, seed).Run(new RuleState(LatinSource.Encode(square)));
    solved += outcome.IsVerified ? 1 : 0;

    bool IsLatin(ReadOnlySpan<float> scores)
    {
        CustomEncoding.Decode(square, scores, answer);
        return CustomChecker.Check(square, answer).IsRight;
    }
}

Console.WriteLine($"{solved} of 200 further Latin squares solved by {graph.ParameterCount} parameters");

internal sealed class LatinSource : ITrainingSource
{
    public string Identity => "latin squares";

    public int MaximumHelp => 0;

    public static Problem Encode(CustomInstance square) => new(
        new Topology(square.Cells, [.. square.Groups.Select(groups => new GroupRelation(groups.Key, square.Cells, groups.Value))]),
        featureColumns: 1, [.. square.Known!.Select(symbol => symbol + 1)]);

    public TrainingExample Create(ulong seed, int help)
    {
        CustomInstance square = LatinSquares.Generate(seed % 1_000_000, 0, 4);
        return new TrainingExample(Encode(square), new TokenLoss(0, square.Labels!));
    }
}
