using TinyRecursion.Recursion;

namespace TinyRecursion.Rules.Trm;

/// <summary>
/// The architecture of a tiny recursive model as published (arXiv 2510.04871). The published name of each field stands
/// in its documentation; <see cref="Models.Trm.TrmConfigJson"/> reads and writes those.
/// </summary>
internal sealed record TrmConfig
{
    /// <summary>Tokens of a problem, without puzzle slots (<c>seq_len</c>).</summary>
    public required int SequenceLength { get; init; }

    /// <summary>Different tokens (<c>vocab_size</c>).</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Puzzles with an embedding of their own (<c>num_puzzle_identifiers</c>).</summary>
    public int PuzzleCount { get; init; } = 1;

    /// <summary>Width of a puzzle embedding, 0 for none (<c>puzzle_emb_ndim</c>).</summary>
    public int PuzzleWidth { get; init; }

    /// <summary>
    /// Cells in front of the tokens that hold the puzzle embedding, zero-padded (<c>puzzle_emb_len</c>); there, 0 means
    /// as many as the embedding needs.
    /// </summary>
    public int PuzzleSlots { get; init; }

    /// <summary>Outer cycles of a supervision step (<c>H_cycles</c>).</summary>
    public required int HighCycles { get; init; }

    /// <summary>Inner cycles (<c>L_cycles</c>).</summary>
    public required int LowCycles { get; init; }

    /// <summary>Blocks of the rule (<c>L_layers</c>).</summary>
    public required int Layers { get; init; }

    /// <summary>Width of the state (<c>hidden_size</c>).</summary>
    public required int Width { get; init; }

    /// <summary>How much wider the gated units are, before rounding (<c>expansion</c>).</summary>
    public required double Expansion { get; init; }

    /// <summary>Heads of attention (<c>num_heads</c>).</summary>
    public required int Heads { get; init; }

    /// <summary>How positions are told apart (<c>pos_encodings</c>).</summary>
    public required TrmPositions Positions { get; init; }

    /// <summary>Whether cells are mixed by a gated unit across positions instead of attention (<c>mlp_t</c>).</summary>
    public bool Mixer { get; init; }

    /// <summary>ε of the normalisation (<c>rms_norm_eps</c>).</summary>
    public float Epsilon { get; init; } = 1e-5f;

    /// <summary>Base of the rotary wavelengths (<c>rope_theta</c>).</summary>
    public float RotaryBase { get; init; } = 10000f;

    /// <summary>Most supervision steps (<c>halt_max_steps</c>).</summary>
    public int HaltMaximumSteps { get; init; } = 16;

    /// <summary>In training, the probability of a random least number of steps (<c>halt_exploration_prob</c>).</summary>
    public float HaltExploration { get; init; }

    /// <summary>Cells of a problem: slots and tokens.</summary>
    public int Cells => PuzzleSlots + SequenceLength;

    /// <summary>Cells that one puzzle embedding fills.</summary>
    public int PuzzleChunks => (PuzzleWidth + Width - 1) / Width;

    /// <summary>Width of one head.</summary>
    public int HeadWidth => Width / Heads;

    /// <summary>The inner width of a gated unit over rows of a width, a multiple of 256.</summary>
    /// <param name="width">The rows' width.</param>
    public int GatedWidth(int width)
    {
        // Python's round: a half goes to the even neighbour.
        int wanted = (int)Math.Round(Expansion * width * 2 / 3, MidpointRounding.ToEven);
        return (wanted + 255) / 256 * 256;
    }

    /// <summary>Checks that the fields fit each other.</summary>
    /// <exception cref="ArgumentException">One does not; the message gives its published name.</exception>
    public void Validate()
    {
        Positive(SequenceLength, "seq_len");
        Positive(VocabularySize, "vocab_size");
        Positive(PuzzleCount, "num_puzzle_identifiers");
        Positive(HighCycles, "H_cycles");
        Positive(LowCycles, "L_cycles");
        long applications = HighCycles * ((long)LowCycles + 1);
        Require(
            applications <= NestedCyclesOptions.MaximumRuleSteps, "H_cycles",
            $"makes {applications} applications of the rule a step with L_cycles, at most {NestedCyclesOptions.MaximumRuleSteps} can be run");
        Positive(Layers, "L_layers");
        Positive(Width, "hidden_size");
        Positive(Heads, "num_heads");
        Positive(HaltMaximumSteps, "halt_max_steps");
        Require(Expansion > 0 && Expansion <= 64, "expansion", $"must be above 0 and at most 64, not {Expansion}");
        Require(Width <= 1 << 14, "hidden_size", $"must be at most {1 << 14}, not {Width}");
        Require((long)SequenceLength + PuzzleSlots <= 1 << 16, "seq_len", $"must be at most {1 << 16} with the puzzle slots");
        Require(Layers <= 64, "L_layers", $"must be at most 64, not {Layers}");
        Require(Epsilon > 0, "rms_norm_eps", $"must be above 0, not {Epsilon}");
        Require(RotaryBase > 0, "rope_theta", $"must be above 0, not {RotaryBase}");
        Require(HaltExploration is >= 0 and <= 1, "halt_exploration_prob", $"must be 0 to 1, not {HaltExploration}");
        Require(PuzzleWidth >= 0, "puzzle_emb_ndim", $"must be at least 0, not {PuzzleWidth}");
        Require(
            PuzzleWidth == 0 ? PuzzleSlots == 0 : PuzzleSlots >= PuzzleChunks, "puzzle_emb_len",
            PuzzleWidth == 0
                ? $"must be 0 where there is no puzzle embedding (puzzle_emb_ndim 0), not {PuzzleSlots}"
                : $"must be at least {PuzzleChunks} to hold puzzle_emb_ndim {PuzzleWidth} at hidden_size {Width}, not {PuzzleSlots}");
        if (!Mixer)
        {
            Require(Heads <= Width, "num_heads", $"must be at most hidden_size {Width}, not {Heads}");
            Require(
                Positions != TrmPositions.Rotary || HeadWidth % 2 == 0, "num_heads",
                $"rotary positions need heads of even width, not {HeadWidth}");
        }

        static void Positive(int value, string field) => Require(value >= 1, field, $"must be at least 1, not {value}");

        static void Require(bool condition, string field, string problem)
        {
            if (!condition)
            {
                throw new ArgumentException($"field '{field}' {problem}");
            }
        }
    }
}
