using System.CommandLine;
using TinyRecursion.Assurance.Enclaves;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm measure PROGRAM MODEL</c>: what a relying party compares with the quote of an enclave.</summary>
internal static class MeasureCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var program = new Argument<string>("PROGRAM") { Description = "The program that runs in the enclave: trm-run." };
        var model = new Argument<string>("MODEL") { Description = "The model file, or the name of a shipped one." };
        var receipt = new Option<string?>("--receipt") { Description = "The receipt of the run; with --nonce, the report data of a quote is printed.", HelpName = "FILE" };
        var nonce = new Option<string?>("--nonce") { Description = "What the relying party chose for this run: 1 to 64 bytes in hexadecimal digits.", HelpName = "HEX" };
        var output = new Option<string?>("--stand-in") { Description = "Write a stand-in quote, which no hardware signed, to try the steps.", HelpName = "FILE" };
        var verify = new Option<string?>("--verify-stand-in") { Description = "Compare a stand-in quote with the report data; ends with 1 where it differs.", HelpName = "FILE" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "measure",
            "Print what is compared with the quote of an enclave. That is the SHA-256 digests of program and model, and with --receipt and --nonce\n"
            + "the 64 bytes that the quote holds as report data.\n\n"
            + "Example: trm measure out/trm-run sudoku4 --receipt hard.receipt --nonce 00c0ffee")
        {
            program, model, receipt, nonce, output, verify, json,
        };
        command.SetAction(parse =>
        {
            string programFile = parse.GetValue(program)!;
            string? receiptFile = parse.GetValue(receipt), hex = parse.GetValue(nonce), to = parse.GetValue(output), from = parse.GetValue(verify);
            InputFile.Require(programFile);
            ModelFile modelFile = ModelFile.Load(parse.GetValue(model)!);
            if (receiptFile is null != hex is null)
            {
                throw new InputException("--receipt and --nonce are given together");
            }

            if (receiptFile is null && (to ?? from) is not null)
            {
                throw new InputException($"{(to is null ? "--verify-stand-in" : "--stand-in")} needs --receipt and --nonce");
            }

            if (to is not null)
            {
                OutputFile.Prepare(to, StandInQuote.FileKind, [programFile, modelFile.Path, receiptFile!, .. from is null ? Array.Empty<string>() : [from]]);
            }

            Measurement measured = Measurement.Of(programFile, modelFile.Path);
            byte[]? reportData = receiptFile is null ? null : ReportData(measured, receiptFile, hex!);
            bool? holds = from is null ? null : Holds(from, reportData);
            if (to is not null)
            {
                byte[] quote = new StandInQuote().Quote(reportData);
                AtomicFile.Write(to, stream => stream.Write(quote));
            }

            string? data = reportData is null ? null : Convert.ToHexStringLower(reportData);
            if (parse.GetValue(json))
            {
                JsonOutput.Write("measure", task: null, writer =>
                {
                    writer.WriteString("programDigest", measured.ProgramDigest);
                    writer.WriteString("modelDigest", measured.ModelDigest);
                    writer.WriteString("reportData", data);
                    writer.WriteString("standIn", to);
                    if (holds is { } same)
                    {
                        writer.WriteBoolean("holds", same);
                    }
                    else
                    {
                        writer.WriteNull("holds");
                    }
                });
            }
            else
            {
                Terminal.Line($"program      sha256 {measured.ProgramDigest}");
                Terminal.Line($"model        sha256 {measured.ModelDigest}");
                Print(data is null ? null : $"report data  {data}");
                Print(to is null ? null : $"{to}: a stand-in quote; no hardware signed it");
                Print(holds is null ? null : holds.Value ? $"{from}: holds this report data; a stand-in proves nothing of where it ran" : $"{from}: rejected: holds other report data");
            }

            return holds ?? true ? ExitCode.Done : ExitCode.Unsolved;
        });
        return command;
    }

    private static byte[] ReportData(Measurement measured, string receipt, string nonce)
    {
        byte[] bytes = AuditInput.Read(receipt), chosen;
        try
        {
            chosen = Convert.FromHexString(nonce);
        }
        catch (FormatException)
        {
            throw new InputException("--nonce: expected hexadecimal digits, two a byte");
        }

        if (chosen.Length is 0 or > Measurement.MostNonceBytes)
        {
            throw new InputException($"--nonce: expected 1 to {Measurement.MostNonceBytes} bytes, found {chosen.Length}");
        }

        try
        {
            return measured.ReportData(bytes, chosen);
        }
        catch (FormatException error)
        {
            throw new InputException($"{receipt}: {error.Message}");
        }
    }

    private static bool Holds(string quote, byte[]? reportData)
    {
        InputFile.Require(quote);
        try
        {
            return new FileInfo(quote).Length == StandInQuote.Bytes ? StandInQuote.Verify(File.ReadAllBytes(quote), reportData) : throw new FormatException("is no stand-in quote");
        }
        catch (FormatException error)
        {
            throw new InputException($"{quote}: {error.Message}");
        }
    }

    private static void Print(string? line)
    {
        if (line is not null)
        {
            Terminal.Line(line);
        }
    }
}
