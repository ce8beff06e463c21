namespace TinyRecursion.Operations;

/// <summary>
/// The closed set of operations that a neural rule is made of. For every member the toolkit has every meaning:
/// the scalar oracle (<c>Execution.Oracle.ScalarOracle</c>), vector execution, and gradients. Because the set is
/// closed, a rule that runs also trains, saves and audits; a test enumerates operations × meanings and fails on a hole.
/// </summary>
/// <remarks>
/// Values are matrices, rows × width. Rows are the cells of the problem, or the groups of one of its relations
/// (see <see cref="Rules.ValueShape"/>). Operations refer to weights by their index in <see cref="Rules.RuleGraph.Weights"/>
/// and to relations by name. Each states here, once, the facts that planning, layout, compression and lowering ask about.
/// To add one, follow CONTRIBUTING.md, "Add an operation".
/// </remarks>
internal abstract record Operation
{
    private Operation(
        Reach reach, GradientReads gradientReads = GradientReads.None, bool elementwise = false, bool accumulates = false, bool gradientInPlace = false) =>
        (Reach, GradientReads, IsElementwise, Accumulates, GradientInPlace) = (reach, gradientReads, elementwise, accumulates, gradientInPlace);

    /// <summary>The operation's kind: its type's name in camel case, as model files spell it.</summary>
    public string Kind => char.ToLowerInvariant(GetType().Name[0]) + GetType().Name[1..];

    /// <summary>The rows that one row of the result depends on.</summary>
    public Reach Reach { get; }

    /// <summary>The values that the gradient reads.</summary>
    public GradientReads GradientReads { get; }

    /// <summary>Whether each entry of the result depends on nothing but the same entry of each input.</summary>
    public bool IsElementwise { get; }

    /// <summary>The weights that it uses, in the order in which a graph declares them.</summary>
    public virtual IReadOnlyList<WeightUse> Weights => [];

    /// <summary>The relation that it follows; null for a reach other than neighbours and groups.</summary>
    public virtual RelationUse? Follows => null;

    /// <summary>The only number of cells that it works for; null for any.</summary>
    public virtual int? ExactCells => null;

    /// <summary>Whether kernels can add the result to what its buffer holds, so that a sum of it needs no pass of its own.</summary>
    public bool Accumulates { get; }

    /// <summary>Whether the gradient, too, may be worked out in the buffer of the result's gradient.</summary>
    public bool GradientInPlace { get; }

    /// <summary>The index of the weight that has a role, or null.</summary>
    /// <param name="role">The role.</param>
    public int? WeightOf(WeightRole role)
    {
        foreach (WeightUse use in Weights)
        {
            if (use.Role == role)
            {
                return use.Index;
            }
        }

        return null;
    }

    /// <summary>Whether a row of the result depends on rows of an input other than the same one.</summary>
    /// <param name="input">The input's place among the inputs, from 0.</param>
    public virtual bool ReadsOtherRows(int input) => Reach is not (Reach.Row or Reach.Position);

    /// <summary>The state at the start of the step, cells × state width. No inputs.</summary>
    public sealed record State() : Operation(Reach.Row);

    /// <summary>
    /// Looks up one row of a table for each cell: row <c>min(feature, rows - 1)</c>. No inputs.
    /// </summary>
    /// <param name="Column">The feature column of the problem.</param>
    /// <param name="Table">Weight index of the table, features × width.</param>
    public sealed record Embed(int Column, int Table) : Operation(Reach.Row)
    {
        public override IReadOnlyList<WeightUse> Weights => [new(Table, WeightRole.Table)];
    }

    /// <summary>
    /// Looks up part of a table row for each cell, or zeros. A table row may be wider than the value; it is then cut
    /// into <c>chunks = ceil(table width / width)</c> parts, the last one padded with zeros, that are laid out over several
    /// cells. Feature 0 gives zeros; feature f gives part <c>(f - 1) mod chunks</c> of row <c>(f - 1) / chunks</c>, and
    /// one beyond the table its last part. No inputs.
    /// </summary>
    /// <param name="Column">The feature column of the problem.</param>
    /// <param name="Table">Weight index of the table, rows × table width.</param>
    public sealed record EmbedSlot(int Column, int Table) : Operation(Reach.Row)
    {
        public override IReadOnlyList<WeightUse> Weights => [new(Table, WeightRole.Table)];

        /// <summary>The part of a table that a feature asks for: its row, first column and number of columns; null for none.</summary>
        public static (int Row, int From, int Count)? PartOf(int feature, int rows, int tableWidth, int width)
        {
            if (feature == 0)
            {
                return null;
            }

            int chunks = (tableWidth + width - 1) / width;
            int part = (int)Math.Min(feature - 1, ((long)rows * chunks) - 1);
            int from = part % chunks * width;
            return (part / chunks, from, Math.Min(width, tableWidth - from));
        }
    }

    /// <summary>The linear map <c>y = x W + b</c>, row by row. One input.</summary>
    /// <param name="Weight">Weight index of W, input width × output width.</param>
    /// <param name="Bias">Weight index of b, 1 × output width, or null for none.</param>
    public sealed record Linear(int Weight, int? Bias) : Operation(Reach.Row, GradientReads.Inputs, accumulates: true)
    {
        public override IReadOnlyList<WeightUse> Weights => Bias is { } bias
            ? [new(Weight, WeightRole.Map), new(bias, WeightRole.Bias)]
            : [new(Weight, WeightRole.Map)];
    }

    /// <summary>
    /// Weightless root-mean-square normalisation of each row, <c>y = x / sqrt(mean(x²) + ε)</c>
    /// (Zhang and Sennrich 2019, arXiv 1910.07467). One input.
    /// </summary>
    /// <param name="Epsilon">Added to the mean square under the root.</param>
    public sealed record RmsNorm(float Epsilon = RmsNorm.DefaultEpsilon) : Operation(Reach.Row, GradientReads.Output | GradientReads.RowScales)
    {
        /// <summary>The usual ε.</summary>
        public const float DefaultEpsilon = 1e-6f;
    }

    /// <summary><c>max(x, 0)</c>. One input.</summary>
    public sealed record Relu() : Operation(Reach.Row, GradientReads.Output, elementwise: true, gradientInPlace: true);

    /// <summary><c>x · sigmoid(x)</c> (Elfwing et al. 2017, arXiv 1702.03118). One input.</summary>
    public sealed record Silu() : Operation(Reach.Row, GradientReads.Inputs, elementwise: true);

    /// <summary>The sum of two or more inputs of one shape.</summary>
    public sealed record Add() : Operation(Reach.Row, elementwise: true);

    /// <summary>The element-wise product of two inputs of one shape (the gate of a gated linear unit).</summary>
    public sealed record Multiply() : Operation(Reach.Row, GradientReads.Inputs, elementwise: true);

    /// <summary><c>factor · x</c>. One input.</summary>
    /// <param name="Factor">The factor.</param>
    public sealed record Scale(float Factor) : Operation(Reach.Row, elementwise: true);

    /// <summary>
    /// Rotary positions (Su et al. 2021, arXiv 2104.09864): in each head, entry i of the first half and entry i of the
    /// second half of a row are turned by the angle <c>row · theta^(-2i / head width)</c>. One input over cells, whose
    /// width is heads × an even head width; a cell's position is its index.
    /// </summary>
    /// <param name="Heads">Number of heads that the width is divided into.</param>
    /// <param name="Theta">The base of the wavelengths.</param>
    public sealed record Rotary(int Heads, float Theta) : Operation(Reach.Position);

    /// <summary>
    /// Scaled dot-product attention between all cells (Vaswani et al. 2017, arXiv 1706.03762): in each head,
    /// <c>softmax(q kᵀ / sqrt(head width)) v</c>. Three inputs over cells of one width: q, k and v.
    /// </summary>
    /// <param name="Heads">Number of heads that the width is divided into.</param>
    public sealed record Attention(int Heads) : Operation(Reach.All, GradientReads.Inputs)
    {
        public override bool ReadsOtherRows(int input) => input > 0;
    }

    /// <summary>
    /// Exchanges rows and columns, so that what follows works along the cells: cells × w becomes w × cells, and such
    /// a value becomes cells × w again. One input. It ties the rule to one number of cells.
    /// </summary>
    /// <param name="Cells">The number of cells that a problem must have.</param>
    public sealed record Transpose(int Cells) : Operation(Reach.All)
    {
        public override int? ExactCells => Cells;
    }

    /// <summary>
    /// Pools the cells of each group: their mean followed by their maximum, so the width doubles. One input over
    /// cells, output over the relation's groups.
    /// </summary>
    /// <param name="Relation">Name of a group relation.</param>
    public sealed record Pool(string Relation) : Operation(Reach.Group, GradientReads.Inputs | GradientReads.Output)
    {
        public override RelationUse Follows => new(Relation, Degree: 0);
    }

    /// <summary>
    /// The maximum alone over the cells of each group: what a group receives does not depend on how many members it has.
    /// One input over cells, output over the relation's groups.
    /// </summary>
    /// <param name="Relation">Name of a group relation.</param>
    public sealed record Maximum(string Relation) : Operation(Reach.Group, GradientReads.Inputs | GradientReads.Output)
    {
        public override RelationUse Follows => new(Relation, Degree: 0);
    }

    /// <summary>
    /// Spreads group rows back: each cell receives the sum of the rows of the groups it belongs to. One input over
    /// the relation's groups, output over cells.
    /// </summary>
    /// <param name="Relation">Name of a group relation.</param>
    public sealed record Spread(string Relation) : Operation(Reach.Group, accumulates: true)
    {
        public override RelationUse Follows => new(Relation, Degree: 0);
    }

    /// <summary>
    /// Gathers each cell's ordered neighbours side by side; a missing neighbour contributes zeros. One input over
    /// cells of width w, output over cells of width degree · w.
    /// </summary>
    /// <param name="Relation">Name of a neighbour relation.</param>
    /// <param name="Degree">The relation's number of neighbours.</param>
    public sealed record Gather(string Relation, int Degree) : Operation(Reach.Neighbours)
    {
        public override RelationUse Follows => new(Relation, Degree);
    }

    /// <summary>
    /// Snaps each row to symbols of a finite alphabet: the row is cut into blocks of one width, and each block becomes
    /// one of <c>width + 1</c> symbols. Symbol 0 is all zeros, for a block in which nothing is above zero; any other is
    /// one at the largest entry (the first of equals, never one that is not a number) and zeros elsewhere. A state of
    /// zeros and a missing neighbour are thus symbol 0. One input.
    /// </summary>
    /// <remarks>
    /// Learning goes straight through (Bengio et al. 2013, arXiv 1308.3432): the gradient is that of
    /// <c>softmax(0, block)</c> without its first entry at the value before the snap (Jang et al. 2016,
    /// arXiv 1611.01144, without noise), for a width of one that of the sigmoid.
    /// </remarks>
    /// <param name="Width">Entries per block; the alphabet has one symbol more.</param>
    public sealed record Snap(int Width) : Operation(Reach.Row, GradientReads.Inputs);
}
