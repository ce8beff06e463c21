using CsCheck;
using TinyRecursion.Problems;
using Xunit;

namespace TinyRecursion.Tests.Problems;

/// <summary>Relations say the same from both sides, and refuse what is none.</summary>
public class TopologyTests
{
    [Fact]
    public void Groups_by_cell_and_cells_by_group_say_the_same() =>
        Gen.Int[1, 30].SelectMany(cells => Gen.Int[0, cells - 1].Array[1, 8].Array[0, 20].Select(groups => (cells, groups)))
            .Sample(sample =>
            {
                var relation = new GroupRelation("r", sample.cells, sample.groups);

                Assert.Equal(sample.groups.Length, relation.GroupCount);
                for (int group = 0; group < sample.groups.Length; group++)
                {
                    Assert.Equal(sample.groups[group], relation.MembersOf(group).ToArray());
                }

                for (int cell = 0; cell < sample.cells; cell++)
                {
                    int[] expected = [.. Enumerable.Range(0, sample.groups.Length)
                        .SelectMany(group => sample.groups[group].Where(member => member == cell).Select(_ => group))];
                    Assert.Equal(expected, relation.GroupsOf(cell).ToArray());
                }
            });

    [Fact]
    public void What_was_checked_cannot_be_changed_afterwards()
    {
        int[] neighbours = [1, NeighbourRelation.None], features = [3, 4], group = [0, 1];
        var near = new NeighbourRelation("near", 2, 1, neighbours);
        var row = new GroupRelation("row", 2, [group]);
        Relation[] relations = [near, row];
        var topology = new Topology(2, relations);
        var problem = new Problem(topology, 1, features);

        Array.Fill(neighbours, int.MaxValue);
        Array.Fill(features, int.MaxValue);
        Array.Fill(group, int.MaxValue);
        relations[0] = new NeighbourRelation("near", 9, 1, new int[9]);

        Assert.Equal([1, NeighbourRelation.None], near.Neighbours.ToArray());
        Assert.Equal([3, 4], problem.Features.ToArray());
        Assert.Equal([0, 1], row.MembersOf(0).ToArray());
        Assert.Same(near, topology.Neighbours("near"));
        Assert.Throws<NotSupportedException>(() => ((IList<Relation>)topology.Relations)[0] = row);
    }

    [Fact]
    public void Relations_that_do_not_fit_are_refused_by_name()
    {
        Refused("'r': group 1 is empty", () => new GroupRelation("r", 3, [[0], []]));
        Refused("'r': group 0 names cell 3, outside 0..2", () => new GroupRelation("r", 3, [[0, 3]]));
        Refused("'r': group 0 names cell -1", () => new GroupRelation("r", 3, [[-1]]));
        Refused("'n': 5 entries, expected 3 × 2", () => new NeighbourRelation("n", 3, 2, new int[5]));
        Refused("'n': neighbour 3 lies outside", () => new NeighbourRelation("n", 3, 1, [0, 3, NeighbourRelation.None]));
        Refused("'n': neighbour -2 lies outside", () => new NeighbourRelation("n", 3, 1, [0, -2, 1]));
    }

    [Fact]
    public void A_topology_finds_its_relations_by_name_and_kind()
    {
        var groups = new GroupRelation("g", 2, [[0, 1]]);
        var neighbours = new NeighbourRelation("n", 2, 1, [1, 0]);
        var topology = new Topology(2, groups, neighbours);

        Assert.Same(groups, topology.Groups("g"));
        Assert.Same(neighbours, topology.Neighbours("n"));
        Assert.Equal([1], neighbours.NeighboursOf(0).ToArray());
        Refused("'n' is not made of groups", () => topology.Groups("n"));
        Refused("'g' is not made of neighbours", () => topology.Neighbours("g"));
        Refused("no relation 'x' (it has g, n)", () => topology.Groups("x"));
        Refused("'g' is over 2 cells, the topology has 3", () => new Topology(3, groups));
        Refused("'g' occurs twice", () => new Topology(2, groups, new GroupRelation("g", 2, [])));
    }

    [Fact]
    public void Features_that_do_not_fit_are_refused()
    {
        var topology = new Topology(2);

        Assert.Equal([1, 2, 3, 4], new Problem(topology, 2, [1, 2, 3, 4]).Features.ToArray());
        Refused("3 features, expected 2 cells × 2", () => new Problem(topology, 2, [1, 2, 3]));
        Refused("negative", () => new Problem(topology, 1, [0, -1]));
    }

    private static void Refused(string problem, Func<object> action) =>
        Assert.Contains(problem, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
