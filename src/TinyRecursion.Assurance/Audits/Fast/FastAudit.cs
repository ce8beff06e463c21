using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// The audit that multiplies no matrices (docs/audit-soundness.md): whoever solves writes the sums of all products down, whoever audits
/// takes them from there, tests them with random vectors, and replays the rest.
/// </summary>
/// <remarks>
/// What is run is any work that opens the model it is given, on one thread at a time: a solver, a recursion, a session. Its result is what it
/// is without evidence, so that an audit compares it, and the receipt that it traces, with what is claimed.
/// </remarks>
internal static class FastAudit
{
    /// <summary>Runs, and writes evidence of it.</summary>
    /// <typeparam name="T">What the run results in.</typeparam>
    /// <param name="model">A model that runs in integers.</param>
    /// <param name="digest">Its digest, 32 bytes.</param>
    /// <param name="evidence">Where evidence goes.</param>
    /// <param name="run">Runs the model that it is given.</param>
    /// <param name="leastWidth">The least width of a value whose maps are written down; narrower ones are multiplied again.</param>
    /// <exception cref="ArgumentException">The model runs in floating point, or the digest has another length.</exception>
    /// <exception cref="IOException">Evidence cannot be written.</exception>
    public static T Record<T>(Model model, ReadOnlySpan<byte> digest, Stream evidence, Func<Model, T> run, int leastWidth = ProductWitness.UsualLeastWidth)
    {
        var writer = new EvidenceWriter(evidence, digest, leastWidth);
        T result = run(model.WithWitness(new RecordingWitness(writer)));
        writer.Complete();
        return result;
    }

    /// <summary>Runs again by the evidence.</summary>
    /// <typeparam name="T">What the run results in.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="digest">Its digest, 32 bytes.</param>
    /// <param name="open">Opens the evidence; a second time if a test fails, to find out where.</param>
    /// <param name="name">The evidence's name, for errors.</param>
    /// <param name="challenge">Where random vectors come from.</param>
    /// <param name="run">Runs the model that it is given.</param>
    /// <returns>What the run results in, all of whose products were tested.</returns>
    /// <exception cref="ArgumentException">The model runs in floating point.</exception>
    /// <exception cref="EvidenceException">The evidence is not of this run; the message says where and why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static T Check<T>(Model model, ReadOnlySpan<byte> digest, Func<Stream> open, string name, Challenge challenge, Func<Model, T> run)
    {
        IntegerConstants constants = model.Quantised
            ?? throw new ArgumentException("The model runs in floating point, of which there is no evidence.", nameof(model));
        try
        {
            using Stream stream = open();
            var evidence = new EvidenceReader(stream, name, digest);
            return Run(model, evidence, new CheckingWitness(model.Graph, constants, challenge, evidence, name), run);
        }
        catch (WrongProductException refused)
        {
            using Stream stream = open();
            var evidence = new EvidenceReader(stream, name, digest);
            _ = Run(model, evidence, new LocatingWitness(model.Graph, evidence, name), run);
            // The evidence has changed since.
            throw new EvidenceException(refused.Message);
        }
    }

    /// <summary>
    /// Whether a fast audit of a model takes clearly less time than a plain replay: its maps are wide, or it attends. Otherwise reading
    /// sums takes as long as working them out.
    /// </summary>
    /// <param name="model">The model.</param>
    public static bool IsWorthwhile(Model model)
    {
        const long WideEnough = 128;
        if (model.Quantised is not { } constants)
        {
            return false;
        }

        // The width of what is mapped, on average over all entries of results.
        IntegerLinear[] maps = [.. constants.Maps.Where(map => !model.Graph.IsHead(map.Key)).Select(map => map.Value)];
        return constants.Scores.Count > 0
            || maps.Sum(map => (long)map.Rows * map.Columns) >= WideEnough * Math.Max(1, maps.Sum(map => (long)map.Columns));
    }

    private static T Run<T>(Model model, EvidenceReader evidence, ProductWitness witness, Func<Model, T> run)
    {
        T result = run(model.WithWitness(witness));
        evidence.Complete();
        return result;
    }
}
