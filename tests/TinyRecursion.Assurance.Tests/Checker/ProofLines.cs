using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Assurance.Checker;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Tracing;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Checker;

/// <summary>Lines of proofs: those that the library writes, and small ones by hand, which tests change.</summary>
internal static class ProofLines
{
    /// <summary>A small proof of each claim, without its digest.</summary>
    public static IReadOnlyDictionary<string, string> Small { get; } = new Dictionary<string, string>
    {
        ["sudoku"] = """{"format":"trm.proof","version":1,"task":"sudoku","claim":"solution","puzzle":"1...3..2.1..4..1","solution":"1234341221434321" """,
        ["unique"] = """{"format":"trm.proof","version":1,"task":"sudoku","claim":"unique","puzzle":"1234341.2.434.21","solution":"1234341221434321","tree":[0] """,
        ["none"] = """{"format":"trm.proof","version":1,"task":"sudoku","claim":"none","puzzle":"123............4","tree":[0] """,
        ["maze"] = """{"format":"trm.proof","version":1,"task":"maze","claim":"shortest","rows":3,"columns":4,"maze":"S..#.#.....G","path":[0,1,2,6,7,11],"distances":[0,1,2,-1,1,-1,3,4,2,3,4,5] """,
        ["walled"] = """{"format":"trm.proof","version":1,"task":"maze","claim":"unreachable","rows":2,"columns":4,"maze":"S.#G..#.","distances":[0,1,-1,-1,1,2,-1,-1] """,
        ["graph"] = """{"format":"trm.proof","version":1,"task":"graphs","claim":"distances","directed":1,"nodes":4,"source":0,"decimals":0,"edges":[0,1,2,1,2,2,0,2,5,3,0,1],"targets":[2,3],"distances":[0,2,4,-1],"paths":[[0,1,2],[]] """,
        ["sum"] = """{"format":"trm.proof","version":1,"task":"arithmetic","claim":"value","expression":"((47+85)*3)","value":"396","values":"132,396","carries":[[1,1,0],[0,0,0,0]] """,
        ["difference"] = """{"format":"trm.proof","version":1,"task":"arithmetic","claim":"value","expression":"(5-12)","value":"-7","values":"-7","carries":[[1,0]] """,
        ["satisfied"] = """{"format":"trm.proof","version":1,"task":"sat","claim":"satisfiable","variables":3,"clauses":[1,2,0,-1,3,0,-2,-3,0],"assignment":[1,-2,3] """,
        ["refuted"] = """{"format":"trm.proof","version":1,"task":"sat","claim":"unsatisfiable","variables":2,"clauses":[1,2,0,-1,2,0,1,-2,0,-1,-2,0],"drat":[[2],[0,1,2],[]] """,
        ["tiles"] = """{"format":"trm.proof","version":1,"task":"tiles","claim":"ordered","board":[1,2,0,3],"goal":"blank-last","moves":"L" """,
        ["parity"] = """{"format":"trm.proof","version":1,"task":"tiles","claim":"unreachable","board":[2,1,3,0],"goal":"blank-last" """,
        ["custom"] = """{"format":"trm.proof","version":1,"task":"custom","claim":"distinct","cells":4,"known":[0,-1,-1,-1],"groups":[[0,1],[2,3],[0,2],[1,3]],"classes":[0,1,1,0] """,
    }.ToDictionary(pair => pair.Key, pair => pair.Value.TrimEnd());

    /// <summary>Ends a line with the digest of what it holds.</summary>
    public static byte[] Seal(string text) => Seal(Encoding.UTF8.GetBytes(text));

    /// <summary>Ends a line with the digest of what it holds.</summary>
    public static byte[] Seal(byte[] text) => [.. text, .. Encoding.ASCII.GetBytes($",\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(text))}\"}}\n")];

    /// <summary>The verdict on one line.</summary>
    public static ProofVerdict Check(byte[] line) => Assert.Single(ProofChecker.Check(line));

    /// <summary>Solves instances and writes what carries a proof.</summary>
    /// <param name="task">The task.</param>
    /// <param name="settings">Settings for plain code.</param>
    /// <param name="text">The instances.</param>
    public static byte[] Of(TaskDefinition task, Settings settings, string text)
    {
        using Solver solver = task.Open(null, "none", settings);
        return Write(task, log =>
        {
            foreach (IInstance instance in task.Read(new StringReader(text), "test", settings))
            {
                Answer answer = solver.Solve(instance, 1, log.Begin(instance));
                Assert.Equal((null, null), log.End(instance, answer));
            }
        });
    }

    /// <summary>What a log writes.</summary>
    public static byte[] Write(TaskDefinition task, Action<ProofLog> write)
    {
        string path = Path.GetTempFileName();
        try
        {
            using (var log = new ProofLog(path, null, task))
            {
                write(log);
            }

            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
