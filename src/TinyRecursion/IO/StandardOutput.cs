using System.Runtime.InteropServices;

namespace TinyRecursion.IO;

/// <summary>
/// Standard output or standard error, where a reader who has gone is told. The console's own stream tells nobody, and in <c>trm-run</c> it
/// would bring the terminal's whole description with it, which is a fifteenth of the program and of its start; a <see cref="FileStream"/> keeps a position of its own, so that what the shell writes next into the same
/// file would fall on the answers.
/// </summary>
/// <param name="descriptor">1 or 2.</param>
internal sealed partial class StandardOutput(int descriptor) : Stream
{
    private const int Interrupted = 4, BrokenPipe = 32;

    /// <summary>Raised by the write that finds the reader gone, before it throws: other threads may be waiting for input and would never write.</summary>
    public static event Action? ReaderGone;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Standard output (1) or standard error (2) of any system.</summary>
    /// <param name="descriptor">1 or 2.</param>
    /// <param name="elsewhere">Opens it where there is no <c>write</c> of libc.</param>
    public static Stream Open(int descriptor, Func<Stream> elsewhere) =>
        OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() ? new StandardOutput(descriptor) : elsewhere();

    public override void Flush()
    {
        // Nothing is kept back.
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written = Write(descriptor, buffer, buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
            }
            else if (Marshal.GetLastPInvokeError() is var error && error != Interrupted)
            {
                if (error == BrokenPipe)
                {
                    ReaderGone?.Invoke();
                    throw new ClosedOutputException();
                }

                throw new IOException($"standard output: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> buffer, nint count);
}
