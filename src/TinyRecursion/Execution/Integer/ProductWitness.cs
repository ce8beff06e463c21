namespace TinyRecursion.Execution.Integer;

/// <summary>
/// Stands by while a rule runs in integers and has the sums of every product of a step: of linear maps, and of both products of attention.
/// Sessions ask it for sums in place of multiplying themselves, in the order in which they need them; what is done with sums stays with
/// the sessions. One recorder writes sums down, one checker takes them from what was written. Heads are not asked for, nor are maps of
/// narrow values: they are multiplied as quickly as sums are read.
/// </summary>
/// <remarks>For one session at a time: sessions that take steps at the same time would mix up their order, and are refused.</remarks>
/// <param name="leastWidth">The least width of a value whose maps are asked for.</param>
internal abstract unsafe class ProductWitness(int leastWidth)
{
    /// <summary>The width from which a map costs clearly more than its sums.</summary>
    public const int UsualLeastWidth = 64;

    private const int SumsAtOnce = 1 << 12;

    private int _busy;

    /// <summary>The least width of a value whose maps are asked for; of others sessions multiply.</summary>
    public int LeastWidth => leastWidth;

    /// <summary>The number of rows of a linear map that are asked for at a time: whole tiles, whose sums fit a processor's cache.</summary>
    /// <param name="stride">Entries from one row of sums to the next.</param>
    public static int RowsAtOnce(int stride) => Math.Max(Padding.RowTile, SumsAtOnce / stride / Padding.RowTile * Padding.RowTile);

    /// <summary>A session begins a step, or what it works out once for a problem.</summary>
    /// <param name="step">The step, from 1; 0 for what is worked out once.</param>
    /// <exception cref="InvalidOperationException">Another session is within a step.</exception>
    public void BeginStep(int step)
    {
        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            throw new InvalidOperationException("Products are followed for one session at a time; run on one thread.");
        }

        OnBegin(step);
    }

    /// <summary>The step has ended, or was given up.</summary>
    /// <param name="completed">Whether it was carried out to its end.</param>
    public void EndStep(bool completed)
    {
        Volatile.Write(ref _busy, 0);
        if (completed)
        {
            OnEnd();
        }
    }

    /// <summary>A linear map begins.</summary>
    /// <param name="node">Its node.</param>
    /// <param name="rows">Rows of its value.</param>
    /// <param name="width">Columns of its value.</param>
    public abstract void BeginLinear(int node, int rows, int width);

    /// <summary>The sums of its next rows.</summary>
    /// <param name="product">The map.</param>
    /// <param name="x">The first of the rows that are mapped.</param>
    /// <param name="xStride">Entries from one of them to the next.</param>
    /// <param name="rows">How many, at most <see cref="RowsAtOnce"/>.</param>
    /// <returns>Rows × columns, the latter padded; valid until the next call.</returns>
    public abstract int* Linear(IntegerProduct product, short* x, int xStride, int rows);

    /// <summary>A head of attention begins.</summary>
    /// <param name="node">The node.</param>
    /// <param name="head">Number, matrices and sizes of the head.</param>
    public abstract void BeginHead(int node, in AttentionHead head);

    /// <summary>The products of the queries of its next rows with all keys.</summary>
    /// <param name="head">The head.</param>
    /// <param name="queries">The head's entries of the first query; queries lie as keys do.</param>
    /// <param name="rows">How many, at most <see cref="Padding.RowTile"/>.</param>
    /// <returns>For each query a sum for each row, padded with zeros; valid until the next call.</returns>
    public abstract int* Scores(in AttentionHead head, short* queries, int rows);

    /// <summary>The sums of all values by the weights of the same rows.</summary>
    /// <param name="head">The head.</param>
    /// <param name="weights">For each query a weight for each row of values, 0 to 32768, padded with zeros.</param>
    /// <param name="rows">How many.</param>
    /// <returns>For each query a sum for each entry of the head, padded with zeros; valid until the next call.</returns>
    public abstract int* Mixture(in AttentionHead head, int* weights, int rows);

    /// <summary>See <see cref="BeginStep"/>.</summary>
    protected abstract void OnBegin(int step);

    /// <summary>The step has been carried out.</summary>
    protected abstract void OnEnd();
}
