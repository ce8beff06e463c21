using System.CommandLine;
using TinyRecursion.Models.Trm;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Training.Recipes;

namespace TinyRecursion.TorchComparison;

/// <summary>The <c>forward</c> command: a published model against TorchSharp.</summary>
internal static class ForwardCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var recipe = new Option<string>("--recipe")
        {
            Description = "Recipe whose architecture is measured; recipes/sudoku-mixer.json if left out.",
            DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "sudoku-mixer.json"),
        };
        var length = new Option<int>("--seq-len") { Description = "Tokens of an instance.", DefaultValueFactory = _ => 81 };
        var vocabulary = new Option<int>("--vocab-size") { Description = "Different tokens.", DefaultValueFactory = _ => 11 };
        var batches = new Option<int[]>("--batch")
        {
            Description = "Sizes of batches.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 8],
        };
        var threads = new Option<int>("--threads") { Description = "Threads of either side.", DefaultValueFactory = _ => 1 };
        var rounds = new Option<int>("--rounds") { Description = "Measurements of either side.", DefaultValueFactory = _ => 5 };
        var command = new Command("forward", "Compares the forward pass of a published tiny recursive model with eager TorchSharp.")
        {
            recipe, length, vocabulary, batches, threads, rounds,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(recipe)!;
            TrmConfig config = TrmRecipeJson.ReadFile(path, new TrmSizes
            {
                SequenceLength = parsed.GetValue(length), VocabularySize = parsed.GetValue(vocabulary), PuzzleCount = 1,
            }).Architecture;
            Console.WriteLine(ForwardComparison.Table(
                Path.GetFileNameWithoutExtension(path), parsed.GetValue(batches)!, parsed.GetValue(threads), parsed.GetValue(rounds), config, seed: 1));
        });
        return command;
    }
}
