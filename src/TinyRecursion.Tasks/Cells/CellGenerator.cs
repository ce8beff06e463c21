namespace TinyRecursion.Tasks.Cells;

/// <summary>Makes instances of a task of cells, one a line.</summary>
internal sealed class CellGenerator<TInstance>(CellTask<TInstance> task) : InstanceGenerator
    where TInstance : class, IInstance
{
    public override VerbHelp Help => new($"Make {task.Plural} with labels, on standard output, one a line.", $"trm generate {task.Name} --count 1000 --seed 7 > {task.Name}.txt");

    public override IInstance Generate(ulong seed, ulong number, Settings settings, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return task.Generate(seed, number);
    }

    public override void Write(TextWriter output, IEnumerable<IInstance> instances, Settings settings)
    {
        foreach (IInstance instance in instances)
        {
            output.WriteLine(task.Format((TInstance)instance));
        }
    }
}
