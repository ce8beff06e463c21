using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Files in folders, packed ones among them, and standard input.</summary>
public class FolderTests
{
    [Fact]
    public async Task What_a_folder_holds_besides_is_said_and_packed_files_in_it_are_read()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "B.CNF"), "p cnf 1 1\n1 0\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "notes.md"), "x", TestContext.Current.CancellationToken);
            Directory.CreateDirectory(Path.Combine(folder, "more"));
            using (var packed = new System.IO.Compression.GZipStream(File.Create(Path.Combine(folder, "c.dimacs.gz")), System.IO.Compression.CompressionLevel.Fastest))
            {
                await packed.WriteAsync("p cnf 1 1\n-1 0\n"u8.ToArray(), TestContext.Current.CancellationToken);
            }

            Trm.Outcome outcome = await Trm.Run("solve", "sat", folder, "--rules", "algorithmic", "--search");

            Assert.Equal(0, outcome.ExitCode);
            Assert.Contains("v 1 0\nc c.dimacs.gz", outcome.Output, StringComparison.Ordinal);
            Assert.Contains("v -1 0\n", outcome.Output, StringComparison.Ordinal);
            Assert.Contains($"{folder}: skipped 2: more, notes.md; of a folder files are read that end in .cnf, .dimacs (or packed, .gz)", outcome.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Standard_input_is_unpacked_and_read_as_UTF_8_whatever_the_system_says()
    {
        using System.Diagnostics.Process process = Trm.Start("solve", "graphs", "-", "--rules", "algorithmic");
        using (var packed = new System.IO.Compression.GZipStream(process.StandardInput.BaseStream, System.IO.Compression.CompressionLevel.Fastest))
        {
            await packed.WriteAsync("source Zürich\nZürich Genève 278\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Genève 278", output, StringComparison.Ordinal);
    }
}
