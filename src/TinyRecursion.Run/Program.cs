using System.Text;
using Microsoft.Win32.SafeHandles;
using TinyRecursion.IO;
using TinyRecursion.Run;

// What a file handle reads needs nothing of the console, see StandardOutput.
using Stream source = OperatingSystem.IsWindows()
    ? Console.OpenStandardInput()
    : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 1);
using var input = new StreamReader(source, Encoding.UTF8);
// Files are read as UTF-8 everywhere in this toolkit, so answers are written so on every system too.
using var output = new StreamWriter(StandardOutput.Open(1, Console.OpenStandardOutput), new UTF8Encoding(false));
using var error = new StreamWriter(StandardOutput.Open(2, Console.OpenStandardError), new UTF8Encoding(false));
return RunProgram.Run(args, input, output, error);
