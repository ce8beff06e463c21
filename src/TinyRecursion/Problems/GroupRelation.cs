namespace TinyRecursion.Problems;

/// <summary>
/// Unordered groups of cells: a Sudoku row, the cells of a box, the ends of an edge. A cell may belong to any
/// number of groups; a rule pools over the members of each group and spreads the result back to them.
/// </summary>
/// <remarks>
/// Both directions are stored in compressed rows: members by group, and groups by cell (in rising group order).
/// </remarks>
public sealed class GroupRelation : Relation
{
    private readonly int[] _groupStarts;
    private readonly int[] _members;
    private readonly int[] _cellStarts;
    private readonly int[] _memberships;

    /// <summary>Builds the relation from its groups.</summary>
    /// <param name="name">The relation's name.</param>
    /// <param name="cells">The number of cells of the problem.</param>
    /// <param name="groups">The members of each group; every index lies in <c>0..cells-1</c>; copied.</param>
    /// <exception cref="ArgumentException">A group is empty or names a cell outside the range.</exception>
    public GroupRelation(string name, int cells, IReadOnlyList<int[]> groups)
        : base(name, cells)
    {
        ArgumentNullException.ThrowIfNull(groups);
        _groupStarts = new int[groups.Count + 1];
        _cellStarts = new int[cells + 1];
        for (int group = 0; group < groups.Count; group++)
        {
            _groupStarts[group + 1] = _groupStarts[group] + groups[group].Length;
            if (_groupStarts[group + 1] == _groupStarts[group])
            {
                throw new ArgumentException($"Relation '{name}': group {group} is empty.", nameof(groups));
            }
        }

        // Copied before they are checked: kernels index by these entries without bounds.
        _members = new int[_groupStarts[^1]];
        for (int group = 0; group < GroupCount; group++)
        {
            groups[group].CopyTo(_members.AsSpan(_groupStarts[group], _groupStarts[group + 1] - _groupStarts[group]));
            foreach (int cell in MembersOf(group))
            {
                if ((uint)cell >= (uint)cells)
                {
                    throw new ArgumentException(
                        $"Relation '{name}': group {group} names cell {cell}, outside 0..{cells - 1}.", nameof(groups));
                }

                _cellStarts[cell + 1]++;
            }
        }

        for (int cell = 0; cell < cells; cell++)
        {
            _cellStarts[cell + 1] += _cellStarts[cell];
        }

        _memberships = new int[_members.Length];
        int[] next = _cellStarts[..cells];
        for (int group = 0; group < GroupCount; group++)
        {
            foreach (int cell in MembersOf(group))
            {
                _memberships[next[cell]++] = group;
            }
        }
    }

    /// <summary>The number of groups.</summary>
    public int GroupCount => _groupStarts.Length - 1;

    /// <summary>Where each group's members start in <see cref="Members"/>; <see cref="GroupCount"/> + 1 entries.</summary>
    public ReadOnlySpan<int> GroupStarts => _groupStarts;

    /// <summary>The cells of all groups, group after group.</summary>
    public ReadOnlySpan<int> Members => _members;

    /// <summary>Where each cell's groups start in <see cref="Memberships"/>; <see cref="Relation.Cells"/> + 1 entries.</summary>
    public ReadOnlySpan<int> CellStarts => _cellStarts;

    /// <summary>The groups of all cells, cell after cell, rising within a cell.</summary>
    public ReadOnlySpan<int> Memberships => _memberships;

    /// <summary>The cells of one group.</summary>
    /// <param name="group">The group, <c>0..GroupCount-1</c>.</param>
    public ReadOnlySpan<int> MembersOf(int group) =>
        _members.AsSpan(_groupStarts[group], _groupStarts[group + 1] - _groupStarts[group]);

    /// <summary>The groups that one cell belongs to.</summary>
    /// <param name="cell">The cell, <c>0..Cells-1</c>.</param>
    public ReadOnlySpan<int> GroupsOf(int cell) =>
        _memberships.AsSpan(_cellStarts[cell], _cellStarts[cell + 1] - _cellStarts[cell]);
}
