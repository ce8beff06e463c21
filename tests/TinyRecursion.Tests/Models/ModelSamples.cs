using System.Buffers.Binary;
using System.Text;
using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Tests.Models;

/// <summary>Small models and files put together by hand.</summary>
internal static class ModelSamples
{
    /// <summary>A rule with weights of every kind: a table, a map with and one without bias.</summary>
    public static RuleGraph Graph() => RelationalRule.Create(new RelationalRuleOptions
    {
        StateWidth = 4, MessageWidth = 16, HiddenWidth = 6, Relations = ["row"], FeatureTables = ["cell"], FeatureRows = 3,
    });

    /// <summary>A model with distinct, exactly representable parameters.</summary>
    public static Model Model()
    {
        RuleGraph graph = Graph();
        float[] parameters = [.. Enumerable.Range(0, graph.ParameterCount).Select(i => (i - 50) / 64f)];
        return new Model("sample", graph, parameters, new Dictionary<string, string> { ["seed"] = "7", ["data"] = "a \"b\"\n×" });
    }

    /// <summary>The bytes of a model's file.</summary>
    public static byte[] Bytes(Model model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    /// <summary>A safetensors file with a header as it stands and a number of zero bytes after it.</summary>
    public static byte[] File(string header, int bytes) => File(Encoding.UTF8.GetBytes(header), bytes);

    /// <inheritdoc cref="File(string,int)"/>
    public static byte[] File(byte[] header, int bytes)
    {
        byte[] file = new byte[8 + header.Length + bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file, 8);
        return file;
    }

    /// <summary>Reads a safetensors file named <c>f</c> from memory.</summary>
    public static Safetensors Read(byte[] file) => SafetensorsFile.Read(new MemoryStream(file), "f");

    /// <summary>Reads a model file named <c>f</c> from memory.</summary>
    public static Model Load(byte[] file) => TinyRecursion.Models.Model.Load(new MemoryStream(file), "f");
}
