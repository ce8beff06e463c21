using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Tasks.Sequences;

/// <summary>Measures tiny recursive models on held-out token sequences.</summary>
internal static class TokenValidation
{
    private const int MostInstances = 1000;

    /// <summary>The share of held-out sequences that are answered right, as published: after all steps, from the model's own start.</summary>
    /// <param name="data">The data.</param>
    /// <returns>The measure, or null where nothing is held out.</returns>
    public static Func<Model, int, CancellationToken, double>? Of(ITokenDataset data)
    {
        TokenExample[] held = [.. data.HeldOut.Take(MostInstances)];
        return held.Length == 0 ? null : (model, threads, cancellation) =>
        {
            TrmConfig config = TrmModel.From(model, "the model").Config;
            using ModelRule rule = model.Open();
            using var solver = new TokenSolver(rule, config);
            var options = new TokenRunOptions { MaximumSteps = config.HaltMaximumSteps };
            int right = 0;
            Parallel.For(
                0, held.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
                i =>
                {
                    TokenAnswer answer = solver.Run(held[i].Inputs, held[i].Puzzle, options, trace: null, cancellation);
                    if (data.IsRight(held[i], answer.Tokens))
                    {
                        Interlocked.Increment(ref right);
                    }
                });
            return (double)right / held.Length;
        };
    }
}
