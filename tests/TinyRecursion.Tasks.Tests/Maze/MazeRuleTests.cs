using TinyRecursion.Execution.Float;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

public class MazeRuleTests
{
    [Fact]
    public void What_runs_takes_the_steps_and_gives_the_marks_of_what_learned()
    {
        RuleGraph learner = MazeRule.CreateLearner(5, 7);
        var parameters = new float[learner.ParameterCount];
        SeededRandom.Fill(parameters, 3);
        using var learned = new NeuralRule(learner, parameters);
        using var rule = new NeuralRule(MazeRule.Create(5, 7), MazeRule.OfLearner(parameters, 5, 7));
        using IRuleSession expected = learned.Open(), session = rule.Open();
        MazeBoard board = MazeSamples.Parse("S..#/.#../...G");
        expected.Bind(MazeGrid.Encode(board));
        session.Bind(MazeGrid.Encode(board));
        for (int step = 0; step < 3; step++)
        {
            expected.Step();
            session.Step();
        }

        float[] logits = expected.Readout().ToArray(), marks = session.Readout().ToArray();
        Assert.Equal(logits.Length, MazeRule.LearnerLogits * marks.Length);
        Assert.Equal([.. logits.Where((_, i) => i % MazeRule.LearnerLogits == 0)], marks);
    }

    [Fact]
    public void Parameters_of_other_widths_are_refused() =>
        Assert.Throws<ArgumentException>(() => MazeRule.OfLearner(new float[MazeRule.CreateLearner(5, 7).ParameterCount], 5, 8));
}
