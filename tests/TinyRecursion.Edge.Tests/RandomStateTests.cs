using System.Globalization;
using TinyRecursion.Edge;
using TinyRecursion.Edge.Lowering;
using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>Numbers and states that programs draw at random, without floating point, are those that are drawn here with it.</summary>
public class RandomStateTests
{
    private const int Count = 20_000;
    private static readonly ulong[] Seeds = [0, 1, 12345, ulong.MaxValue];

    [Fact]
    public void Normal_numbers_are_the_same_to_the_last_bit()
    {
        using CompiledProgram program = Compile("for (int i = 0; i < COUNT; i++) { printf(\"%ld\\n\", (long)next_normal(&seed)); }", exponent: 0);

        foreach (ulong seed in Seeds)
        {
            var random = new SeededRandom(seed);
            string[] expected = [.. Enumerable.Range(0, Count).Select(_ => ((long)MathF.ScaleB(random.NextGaussian(), 24)).ToString(CultureInfo.InvariantCulture))];

            Assert.Equal(expected, program.Lines(string.Empty, seed.ToString(CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData(-15)]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(14)]
    public void States_are_rounded_as_a_session_rounds_them(int exponent)
    {
        using CompiledProgram program = Compile("draw_state(seed); for (int i = 0; i < COUNT; i++) { printf(\"%d\\n\", state[i]); }", exponent);
        var numbers = new float[Count];
        SeededRandom.Fill(numbers, Seeds[2]);

        string[] drawn = program.Lines(string.Empty, Seeds[2].ToString(CultureInfo.InvariantCulture));

        Assert.Equal(
            numbers.Select(number => Math.Clamp(Math.Round(number * Math.ScaleB(1, exponent), MidpointRounding.AwayFromZero), short.MinValue, short.MaxValue)),
            drawn.Select(line => double.Parse(line, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_seeds_of_sequences_are_the_same()
    {
        using CompiledProgram program = Compile("for (uint64_t i = 0; i < 100; i++) { printf(\"%llu\\n\", (unsigned long long)seed_for(seed, i)); }", exponent: 0);

        foreach (ulong seed in Seeds)
        {
            Assert.Equal(
                Enumerable.Range(0, 100).Select(i => SeededRandom.For(seed, (ulong)i).State.ToString(CultureInfo.InvariantCulture)),
                program.Lines(string.Empty, seed.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The functions in a program of their own, which does something with a seed.</summary>
    private static CompiledProgram Compile(string what, int exponent)
    {
        string text = $$"""
            #include <stdint.h>
            #include <stdio.h>
            #include <stdlib.h>
            #define COUNT {{Count}}
            #define STATE_WIDTH 1
            #define STATE_EXPONENT {{exponent}}
            static const int cells = COUNT;
            static int16_t state[COUNT];
            {{Runtime.Read("Runtime/saturate16.c")}}
            {{Runtime.Read("Rule/random.c")}}
            int main(int argc, char **argv)
            {
                uint64_t seed = strtoull(argv[argc - 1], NULL, 10);
                {{what}}
                return 0;
            }

            """;
        return new CompiledProgram(new EdgeProgram("random", [new("main.c", text)], 1, 1, 1, 1), options: CompiledProgram.Sanitised + " -Wno-unused-function");
    }
}
