using System.Text;
using TinyRecursion.Run;

using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
// Files are read as UTF-8 everywhere in this toolkit, so answers are written so on every system too.
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
using var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false));
return RunProgram.Run(args, input, output, error);
