using System.Reflection;

namespace TinyRecursion.Cli.Common;

/// <summary>The version of the product.</summary>
internal static class ProductVersion
{
    /// <summary>The version as text, without build metadata.</summary>
    public static string Text { get; } =
        (typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
