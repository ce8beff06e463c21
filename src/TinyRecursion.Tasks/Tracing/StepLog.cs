using System.Text.Json;
using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Cells;

namespace TinyRecursion.Tasks.Tracing;

/// <summary>
/// The steps of runs as JSON lines that leave as they are taken: a line that says what is run, then for each instance a line a step and one for
/// its answer. Written by one thread at a time.
/// </summary>
internal sealed class StepLog : IDisposable
{
    private const string Beginning = "{\"trace\":1,";

    private readonly FileStream _stream;
    private readonly Utf8JsonWriter _json;
    private readonly TaskDefinition _task;
    private readonly int _width;
    private int _instances;

    /// <summary>Begins the file, replacing what it held.</summary>
    /// <param name="path">The file, which <see cref="OutputFile.Prepare"/> let pass.</param>
    /// <param name="task">The task.</param>
    /// <param name="model">The model; null for plain code.</param>
    /// <param name="header">Writes the fields that say what is run.</param>
    public StepLog(string path, TaskDefinition task, Model? model, Action<Utf8JsonWriter> header)
    {
        (_task, _width) = (task, model is null ? 0 : model.Graph.ReadoutWidth);
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        _json = new Utf8JsonWriter(_stream);
        _json.WriteStartObject();
        _json.WriteNumber("trace", 1);
        _json.WriteString("task", task.Name);
        header(_json);
        EndLine();
    }

    /// <summary>Files of this kind.</summary>
    public static OutputKind FileKind { get; } = OutputKind.Beginning("a trace", Beginning);

    /// <summary>Receives the steps of the next instance.</summary>
    /// <param name="instance">The instance.</param>
    public ITrace Begin(SourcedInstance instance) => new InstanceTrace(this, instance.Instance);

    /// <summary>Writes the answer to the instance that was begun last.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="answer">The answer.</param>
    public void End(SourcedInstance instance, Answer answer)
    {
        _json.WriteStartObject();
        _json.WriteNumber("instance", _instances++);
        _json.WriteString("file", instance.Source);
        _json.WriteNumber("line", instance.Instance.Line);
        _json.WriteString("status", answer.StatusName);
        _json.WriteNumber("steps", answer.Steps);
        answer.WriteJson(_json);
        EndLine();
    }

    public void Dispose()
    {
        _json.Dispose();
        _stream.Dispose();
    }

    private void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        _stream.WriteByte((byte)'\n');
        _json.Reset();
    }

    private sealed class InstanceTrace(StepLog log, IInstance instance) : ITrace
    {
        private readonly Stack<string> _parts = new();
        private int[] _before = [];

        public void Record(ITracedStep step)
        {
            Utf8JsonWriter json = log._json;
            json.WriteStartObject();
            json.WriteNumber("instance", log._instances);
            if (_parts.Count > 0)
            {
                json.WriteString("part", string.Join('/', _parts.Reverse()));
            }

            json.WriteNumber("step", step.Number);
            float residual = step.Residual();
            if (float.IsFinite(residual))
            {
                json.WriteNumber("residual", residual);
            }

            if ((log._task.Decode(instance, step) ?? Classes(step.Readout(), log._width)) is { } answer)
            {
                json.WriteNumber("changedCount", Changed(answer));
                json.WriteStartArray("answer");
                Array.ForEach(answer, json.WriteNumberValue);
                json.WriteEndArray();
                _before = answer;
            }

            log.EndLine();
        }

        public void Enter(string part, int index)
        {
            _parts.Push($"{part} {index}");
            _before = [];
        }

        public void Leave()
        {
            _parts.Pop();
            _before = [];
        }

        // The class with the largest logit; of one logit, whether it is above zero.
        private static int[]? Classes(ReadOnlySpan<float> logits, int width)
        {
            if (width == 0 || logits.IsEmpty || logits.Length % width != 0)
            {
                return null;
            }

            var classes = new int[logits.Length / width];
            if (width == 1)
            {
                for (int i = 0; i < classes.Length; i++)
                {
                    classes[i] = logits[i] > 0 ? 1 : 0;
                }
            }
            else
            {
                CellDecoding.Decode(logits, known: null, classes);
            }

            return classes;
        }

        private int Changed(int[] answer)
        {
            int changed = 0;
            for (int i = 0; i < answer.Length; i++)
            {
                changed += i < _before.Length && _before[i] == answer[i] ? 0 : 1;
            }

            return changed;
        }
    }
}
