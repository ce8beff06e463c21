using System.Globalization;
using TinyRecursion.Learning;
using TinyRecursion.Models;

namespace TinyRecursion.Training.Supervision;

/// <summary>The contents of a checkpoint, checked value by value against a trainer before anything of it is changed.</summary>
internal sealed class CheckpointContents
{
    private readonly Dictionary<string, Tensor> _tensors;
    private readonly string _path;
    private readonly Trainer _trainer;
    private readonly int _updates;
    private readonly float[] _parameters;
    private readonly float[] _average;
    private readonly float[] _first;
    private readonly float[] _second;
    private readonly float _level;
    private readonly BatchSlot[] _slots;

    /// <summary>Reads and checks.</summary>
    /// <param name="file">The file's contents.</param>
    /// <param name="path">The file's name for errors.</param>
    /// <param name="trainer">The trainer to restore into.</param>
    /// <exception cref="ModelFormatException">A value does not fit.</exception>
    public CheckpointContents(Safetensors file, string path, Trainer trainer)
    {
        (_path, _trainer) = (path, trainer);
        _tensors = file.Tensors.ToDictionary(tensor => tensor.Name);
        int count = trainer.Parameters.Length, batch = trainer.Batch.Length;
        if (!int.TryParse(file.Metadata.GetValueOrDefault("updates"), NumberStyles.None, CultureInfo.InvariantCulture, out _updates)
            || _updates == int.MaxValue)
        {
            throw new ModelFormatException(path, $"metadata 'updates': expected a number below {int.MaxValue}, found {ModelFormatException.Quote(file.Metadata.GetValueOrDefault("updates", "none"))}");
        }

        _parameters = Floats("parameters", count);
        _average = Floats("average", count);
        _first = Floats("moment.first", count);
        _second = Floats("moment.second", count);
        Require(Array.TrueForAll(_second, value => value >= 0), "moment.second", "expected no number below 0");
        _level = Floats("curriculum", 1)[0];
        float highest = Math.Max(trainer.Options.InitialHint, trainer.Source.MaximumHint / 2f);
        Require(_level >= 0 && _level <= highest, "curriculum", string.Create(CultureInfo.InvariantCulture, $"expected 0 to {highest}, found {_level}"));
        Tensor fields = Find("slots", DType.U64);
        Require(fields.Shape is [var rows, TrainingCheckpoint.SlotFields] && rows == batch, "slots", $"expected {batch} rows of {TrainingCheckpoint.SlotFields} entries");
        ulong[] values = fields.ToUInt64();
        float[][] states = [.. Enumerable.Range(0, batch).Select(i => Floats(TrainingCheckpoint.StateName(i), null))];
        Require(file.Tensors.Count == 6 + batch, file.Tensors[^1].Name, $"expected {6 + batch} tensors, found {file.Tensors.Count}");
        _slots = new BatchSlot[batch];
        for (int i = 0; i < batch; i++)
        {
            _slots[i] = Slot(i, values.AsSpan(i * TrainingCheckpoint.SlotFields, TrainingCheckpoint.SlotFields), states[i]);
        }

        Materialise();
    }

    /// <summary>Restores the trainer.</summary>
    public void Restore()
    {
        _parameters.CopyTo(_trainer.Parameters, 0);
        _average.CopyTo(_trainer.Average.Values, 0);
        _first.CopyTo(_trainer.Optimiser.FirstMoment, 0);
        _second.CopyTo(_trainer.Optimiser.SecondMoment, 0);
        _trainer.Optimiser.Updates = _updates;
        _trainer.Curriculum.Level = _level;
        _slots.CopyTo(_trainer.Batch, 0);
        _trainer.ReloadWeights();
    }

    private BatchSlot Slot(int index, ReadOnlySpan<ulong> fields, float[] state)
    {
        int hints = _trainer.Source.MaximumHint, segments = _trainer.Options.Supervision.SegmentsPerExample;
        Field("hint", fields[2], hints);
        // An example that has had all of its segments is over.
        Field("segments", fields[3], segments - 1);
        Field("solved", fields[4], 1);
        return new BatchSlot
        {
            Random = new SeededRandom(fields[0]),
            ExampleSeed = fields[1],
            Hint = (int)fields[2],
            Segments = (int)fields[3],
            EverSolved = fields[4] != 0,
            State = state,
        };

        void Field(string name, ulong value, int most) =>
            Require(value <= (ulong)most, "slots", $"slot {index}: {name}: expected 0 to {most}, found {value}");
    }

    /// <summary>Makes the examples of the slots again: their cells say how long the states are.</summary>
    private void Materialise()
    {
        Parallel.ForEach(_slots, new ParallelOptions { MaxDegreeOfParallelism = _trainer.Options.Threads }, slot =>
        {
            if (slot.Segments > 0)
            {
                slot.Materialise(_trainer.Source);
            }
        });
        int width = _trainer.Graph.StateWidth * _trainer.Supervision.StatesPerCell;
        for (int i = 0; i < _slots.Length; i++)
        {
            TrainingExample? example = _slots[i].Example;
            long length = example is null ? 0 : (long)example.Problem.Cells * width;
            Require(
                _slots[i].State.Length == length, TrainingCheckpoint.StateName(i),
                example is null
                    ? $"expected no entries for a slot without an example, found {_slots[i].State.Length}"
                    : $"expected {length} entries for {example.Problem.Cells} cells, found {_slots[i].State.Length}");
        }
    }

    private float[] Floats(string name, int? length)
    {
        Tensor tensor = Find(name, DType.F32);
        Require(tensor.Shape.Length == 1, name, "expected one dimension");
        float[] values = tensor.ToFloat32();
        Require(length is null || values.Length == length, name, $"expected {length} entries, found {values.Length}");
        Require(Array.TrueForAll(values, float.IsFinite), name, "expected finite numbers");
        return values;
    }

    private Tensor Find(string name, DType type)
    {
        Tensor? tensor = _tensors.GetValueOrDefault(name);
        Require(tensor is not null, name, "is missing");
        Require(tensor!.Type == type, name, $"expected type {type}, found {tensor.Type}");
        return tensor;
    }

    private void Require(bool condition, string tensor, string problem)
    {
        if (!condition)
        {
            throw new ModelFormatException(_path, $"tensor '{tensor}': {problem}");
        }
    }
}
