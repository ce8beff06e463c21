using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Models;

namespace TinyRecursion.Assurance.Tests;

/// <summary>The shipped model of the rule of one digit, its proof and its certificate.</summary>
internal static class Proved
{
    /// <summary>The theorem.</summary>
    public static ITheorem Theorem { get; } = Theorems.Find("arithmetic")!;

    /// <summary>The model file.</summary>
    public static byte[] File { get; } = System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", "arithmetic.safetensors"));

    /// <summary>The model.</summary>
    public static Model Model { get; } = Load(File);

    /// <summary>Its proof.</summary>
    public static Proof Proof { get; } = Prover.Prove(Theorem, Model);

    /// <summary>Its certificate.</summary>
    public static Certificate Certificate { get; } = Certificate.Of(Theorem, File, Proof);

    /// <summary>A model from a file's bytes.</summary>
    public static Model Load(byte[] file) => Model.Load(new MemoryStream(file), "m");

    /// <summary>The shipped model with one parameter changed.</summary>
    public static Model With(int parameter, float value)
    {
        float[] parameters = Model.Parameters.ToArray();
        parameters[parameter] = value;
        return new Model(Model.Task, Model.Graph, parameters, Model.Card);
    }

    /// <summary>A model as a file's bytes.</summary>
    public static byte[] Bytes(Model model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
