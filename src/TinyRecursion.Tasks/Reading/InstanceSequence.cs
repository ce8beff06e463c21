using System.Collections;

namespace TinyRecursion.Tasks.Reading;

/// <summary>
/// The instances of a text, each read when it is asked for. An enumerator that threw an <see cref="InstanceFormatException"/> may be asked for
/// the next: it goes on behind the bad instance.
/// </summary>
/// <typeparam name="T">The instances.</typeparam>
/// <param name="source">The text's name, for messages.</param>
/// <param name="none">What a text without an instance does not hold, such as <c>puzzle</c>.</param>
/// <param name="open">Begins to read; what it gives reads the next instance, null at the end of the text.</param>
internal sealed class InstanceSequence<T>(string source, string none, Func<Func<T?>> open) : IEnumerable<T>
    where T : class
{
    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => new Enumerator(source, none, open());

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(string source, string none, Func<T?> next) : IEnumerator<T>
    {
        private T? _current;
        private bool _any;

        public T Current => _current!;

        object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            bool before = _any;
            // A bad instance is one too.
            _any = true;
            _current = next();
            return _current is not null || (before ? false : throw new InstanceFormatException(source, 0, string.Empty, $"holds no {none}"));
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
