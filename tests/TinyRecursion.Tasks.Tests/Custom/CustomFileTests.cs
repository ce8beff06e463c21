using CsCheck;
using TinyRecursion.Tasks.Custom;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Custom;

public class CustomFileTests
{
    private static List<CustomInstance> Read(string text) => CustomFile.Read(new StringReader(text), "f").ToList();

    [Fact]
    public void What_is_written_is_read_back() => CustomSamples.Any.Sample(instance =>
    {
        string line = CustomFile.ToLine(instance);
        CustomInstance read = Assert.Single(Read(line));
        Assert.Equal(line, CustomFile.ToLine(read));
        Assert.Equal(instance.Asked, read.Asked);
        Assert.Equal(instance.Neighbours["sides"], read.Neighbours["sides"]);
    });

    [Fact]
    public void Fields_have_defaults_and_lines_may_be_blank()
    {
        List<CustomInstance> instances = Read("\uFEFF{\"cells\":3}\r\n\n{\"cells\":2,\"known\":[null,1],\"neighbours\":{\"n\":[null,0]}}\r\n");

        Assert.Equal([1, 3], instances.Select(instance => instance.Line));
        Assert.Equal([0, 1, 2], instances[0].Asked);
        Assert.Equal([0], instances[1].Asked);
        Assert.Equal([[-1], [0]], instances[1].Neighbours["n"]);
        Assert.Null(instances[0].Labels);
    }

    [Theory]
    [InlineData("", "f: holds no instance")]
    [InlineData("[]", "f: line 1: an instance is an object, {\"cells\": …}")]
    [InlineData("{}", "f: line 1: cells: is missing: how many cells the instance has")]
    [InlineData("{\"cells\":0}", "f: line 1: cells: is 0, expected 1 to 100000")]
    [InlineData("{\"cells\":1000000000}", "f: line 1: cells: is 1000000000, expected 1 to 100000")]
    [InlineData("{\"cells\":2.5}", "f: line 1: cells: is a whole number of 1 to 100000")]
    [InlineData("{\"cells\":2,\"inputs\":{\"a\":[1]}}", "f: line 1: inputs.a: has 1 entries, expected a value for each of the 2 cells")]
    [InlineData("{\"cells\":1,\"inputs\":{\"a\":[-1]}}", "f: line 1: inputs.a[0]: is -1, expected 0 to 4095")]
    [InlineData("{\"cells\":1,\"inputs\":{\"a\":[null]}}", "f: line 1: inputs.a[0]: is a whole number of 0 to 4095")]
    [InlineData("{\"cells\":1,\"inputs\":{\"a b\":[1]}}", "f: line 1: inputs.'a b': a name is 1 to 32 letters, digits, '-' and '_'")]
    [InlineData("{\"cells\":1,\"inputs\":{\"known\":[1]}}", "f: line 1: inputs.'known': this name has a meaning of its own: choose another")]
    [InlineData("{\"cells\":1,\"inputs\":[1]}", "f: line 1: inputs: is an object with a name for each entry")]
    [InlineData("{\"cells\":1,\"groups\":{\"g\":[[0],[]]}}", "f: line 1: groups.g[1]: the group is empty")]
    [InlineData("{\"cells\":1,\"groups\":{\"g\":[[0,1]]}}", "f: line 1: groups.g[0][1]: is 1, expected 0 to 0")]
    [InlineData("{\"cells\":2,\"groups\":{\"g\":[[1,0],[0,1,0]]}}", "f: line 1: groups.g[1]: cell 0 is in the group twice")]
    [InlineData("{\"cells\":1,\"groups\":{\"g\":[0]}}", "f: line 1: groups.g[0]: is a list of cells")]
    [InlineData("{\"cells\":1,\"groups\":{\"g\":[[0]]},\"neighbours\":{\"g\":[0]}}", "f: line 1: neighbours.g: has the name of a relation of groups")]
    [InlineData("{\"cells\":2,\"neighbours\":{\"n\":[[0,1],[0]]}}", "f: line 1: neighbours.n[1]: 1 neighbours, but cell 0 has 2: every cell has as many, null for none")]
    [InlineData("{\"cells\":2,\"neighbours\":{\"n\":[0,2]}}", "f: line 1: neighbours.n[1]: is 2, expected 0 to 1")]
    [InlineData("{\"cells\":2,\"neighbours\":{\"n\":[[],[]]}}", "f: line 1: neighbours.n[0]: 0 neighbours; there can be 1 to 64")]
    [InlineData("{\"cells\":1,\"labels\":[256]}", "f: line 1: labels[0]: is 256, expected 0 to 255")]
    [InlineData("{\"cells\":2,\"known\":[1,null],\"labels\":[0,1]}", "f: line 1: labels[0]: is 0, but the cell is known to be 1")]
    [InlineData("{\"cells\":1,\"known\":[1]}", "f: line 1: asked: no cell is asked for: every cell is known, or the list is empty")]
    [InlineData("{\"cells\":2,\"known\":[1,null],\"asked\":[0]}", "f: line 1: asked: asks for cell 0, which is known")]
    [InlineData("{\"cells\":2,\"asked\":[1,1]}", "f: line 1: asked: cell 1 is asked for twice")]
    [InlineData("{\"cells\":2,\"distinct\":[\"g\"]}", "f: line 1: distinct: 'g' is no relation of groups of the instance")]
    [InlineData("{\"cells\":2,\"asked\":[0],\"groups\":{\"g\":[[0,1]]},\"distinct\":[\"g\"]}", "f: line 1: distinct: cell 1 is in a group of 'g', but neither known nor asked for")]
    [InlineData("{\"cells\":2,\"label\":[0,1]}", "f: line 1: 'label': no such field; there are cells, inputs, groups, neighbours, known, asked, labels and distinct")]
    public void What_cannot_be_read_is_said_with_its_place(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InstanceFormatException>(() => Read(text)).Message);

    [Theory]
    [InlineData("{\"cells\":2")]
    [InlineData("{\"cells\":2,\"cells\":3}")]
    [InlineData("{\"cells\":2} {}")]
    [InlineData("{\"cells\":2,\"groups\":{\"g\":[[[[[[[[[0]]]]]]]]]}}")]
    [InlineData("{\"cells\":2,\"inputs\":{\"a\":[0,0],\"a\":[1,1]}}")]
    public void What_is_no_JSON_as_it_should_be_is_refused(string text) => Assert.Matches(
        "^f: line 1: (byte [0-9]+: )?not JSON as it should be: (?!.*LineNumber)", Assert.Throws<InstanceFormatException>(() => Read(text)).Message);

    [Fact]
    public void Too_many_members_are_refused()
    {
        string group = "[" + string.Join(',', Enumerable.Range(0, 1000)) + "]";
        string text = "{\"cells\":1000,\"groups\":{\"g\":[" + string.Join(',', Enumerable.Repeat(group, 1001)) + "]}}";

        Assert.Equal(
            "f: line 1: groups.g[1000]: the instance has more than 1000000 members of groups and neighbours",
            Assert.Throws<InstanceFormatException>(() => Read(text)).Message);
    }

    [Fact]
    public void Whatever_a_line_is_changed_to_is_read_or_refused_in_one_line() =>
        Gen.Select(CustomSamples.Any, Gen.Int[0, 1000], Gen.Char[' ', '~']).Sample((instance, place, symbol) =>
        {
            char[] line = CustomFile.ToLine(instance).ToCharArray();
            line[place % line.Length] = symbol;
            try
            {
                Read(new string(line));
            }
            catch (InstanceFormatException error)
            {
                Assert.DoesNotContain(error.Message, char.IsControl);
            }
        });
}
