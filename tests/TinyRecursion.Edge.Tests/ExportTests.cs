using System.Text.RegularExpressions;
using TinyRecursion.Edge;
using TinyRecursion.Edge.Lowering;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>What an export writes, states and refuses.</summary>
public sealed partial class ExportTests(SudokuProgram program) : IClassFixture<SudokuProgram>
{
    public static TheoryData<string> Tasks => new(QuantisedModels.OfTasks.Keys);

    private static readonly string[] Names = ["sudoku.c", "sudoku.h", "main.c"];

    [Fact]
    public void The_same_model_gives_the_same_bytes()
    {
        EdgeProgram again = EdgeExporter.Export(QuantisedModels.Sudoku, new EdgeOptions());

        Assert.Equal(program.Files.Files, again.Files);
        Assert.Equal(Names, again.Files.Select(file => file.Key));
        Assert.All(again.Files, file => Assert.DoesNotContain('\r', file.Value));
    }

    [Fact]
    public void Header_and_program_state_the_same_sizes()
    {
        string header = program.Files.Files[1].Value;

        Assert.Contains($"#define SUDOKU_RAM_BYTES {program.Files.RamBytes} ", header, StringComparison.Ordinal);
        Assert.Contains($"#define SUDOKU_CONSTANT_BYTES {program.Files.ConstantBytes} ", header, StringComparison.Ordinal);
        Assert.Contains($"#define SUDOKU_CELLS {program.Files.Cells} ", header, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Every_task_has_its_files_and_states_its_sizes(string task)
    {
        EdgeProgram one = EdgeExporter.Export(QuantisedModels.OfTasks[task], new EdgeOptions { Ram = 130_000, Flash = 64 * 1024 });
        EdgeProgram two = EdgeExporter.Export(QuantisedModels.OfTasks[task], new EdgeOptions());
        string header = one.Files[1].Value, main = one.Files[2].Value;

        Assert.Equal([$"{task}.c", $"{task}.h", "main.c"], one.Files.Select(file => file.Key));
        Assert.Equal(one.Files, two.Files);
        Assert.Contains($"_RAM_BYTES {one.RamBytes} ", header, StringComparison.Ordinal);
        // Each part that mains share is there once, and nothing is left to include but the header and the C library.
        Assert.Equal(2, main.Split("static int fail(").Length);
        Assert.DoesNotContain(".c\"", main, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rule_of_Sudokus_fits_a_small_microcontroller()
    {
        EdgeProgram fits = EdgeExporter.Export(QuantisedModels.Sudoku, new EdgeOptions { Flash = 48 * 1024, Ram = 128 * 1024 });

        Assert.Equal(program.Files.Files, fits.Files);
    }

    [Fact]
    public void Fewer_cells_take_less_memory()
    {
        EdgeProgram small = EdgeExporter.Export(QuantisedModels.Sudoku, new EdgeOptions { Cells = 100 });

        Assert.True(small.RamBytes < program.Files.RamBytes / 2, $"{small.RamBytes}");
        Assert.Equal(program.Files.ConstantBytes, small.ConstantBytes);
    }

    [Theory]
    [InlineData("gcc", "-O3")]
    [InlineData("clang", "-O3")]
    public void The_smallest_programs_compile_too(string compiler, string options)
    {
        foreach (Model model in QuantisedModels.OfTasks.Values)
        {
            using var compiled = new CompiledProgram(EdgeExporter.Export(model, new EdgeOptions { Cells = 1, Groups = 1, Members = 1 }), compiler, options);

            Assert.Equal(2, compiled.Run("x").ExitCode);
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_numbers()
    {
        NotSupportedException flash = Assert.Throws<NotSupportedException>(() => EdgeExporter.Export(QuantisedModels.Sudoku, new EdgeOptions { Flash = 20_000 }));
        NotSupportedException ram = Assert.Throws<NotSupportedException>(() => EdgeExporter.Export(QuantisedModels.Sudoku, new EdgeOptions { Ram = 20_000 }));

        Assert.Contains($"20,000 bytes of flash are too few: the model has {program.Files.ConstantBytes:n0}", flash.Message, StringComparison.Ordinal);
        Assert.Contains($"20,000 bytes of memory are too few: static buffers take {program.Files.RamBytes:n0}", ram.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_runs_in_floating_point_is_refused()
    {
        Model model = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "sudoku.safetensors"));

        NotSupportedException error = Assert.Throws<NotSupportedException>(() => EdgeExporter.Export(model, new EdgeOptions()));

        Assert.Contains("'trm compress'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void A_rule_of_another_task_is_refused(string task)
    {
        Model other = QuantisedModels.OfTasks.Values.First(model => model.Graph.FeatureColumns != QuantisedModels.OfTasks[task].Graph.FeatureColumns);

        NotSupportedException error = Assert.Throws<NotSupportedException>(
            () => EdgeExporter.Export(new Model(task, other.Graph, other.Quantised!, new Dictionary<string, string>()), new EdgeOptions()));

        Assert.Contains($"does not fit task '{task}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_widest_values_exist_for_one_row_only()
    {
        string source = program.Files.Files[0].Value;
        int width = QuantisedModels.Sudoku.Graph.StateWidth;

        string[] stored = [.. Buffers().Matches(source).Select(match => match.Value)];

        // The state and the messages; then the answers of groups, which are wider.
        Assert.Equal(2, stored.Count(buffer => buffer.Contains($"[SUDOKU_CELLS * {width}]", StringComparison.Ordinal)));
        Assert.Equal(stored.Length, 2 + SudokuEncoding.Relations.Count);
    }

    [Fact]
    public void No_heap_and_no_floating_point()
    {
        string source = program.Files.Files[0].Value;

        Assert.DoesNotMatch(@"\b(malloc|calloc|realloc|free|float|double|printf)\b", Comments().Replace(source, string.Empty));
        Assert.Equal(["#include \"sudoku.h\"", "#include <string.h>"], source.Split('\n').Where(line => line.StartsWith("#include", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"static int16_t (state|value_\d+)\[.*\]")]
    private static partial Regex Buffers();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();
}
