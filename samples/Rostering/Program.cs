using TinyRecursion;
using TinyRecursion.Cli;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Cells;
using TinyRecursion.Tasks.Standard;

return await Trm.RunAsync(args, [.. StandardTasks.All, new RosteringTask()]);

// A week of nurses. Cells are nurse after nurse, seven days each; classes are 0 off, 1 early, 2 late, 3 night. The demand is early, late and night
// of each day; -1 marks a cell that is not fixed; the completion keeps all rules and is there to learn from.
internal sealed record Roster(int[] Demand, int[] Fixed, int[]? Completion, int Line = 0) : IInstance;

/// <summary>Completes rosters: every demand is met; every nurse works five days, at most two nights, and rests 11 hours between shifts.</summary>
internal sealed class RosteringTask : CellTask<Roster>
{
    private const int Days = 7, Shifts = 3, Nurses = 7, WorkingDays = 5, MostNights = 2;
    private const string Letters = ".-ELN", Digits = "01234567";

    // Every week that one nurse may work, and the staff that it gives to each shift of each day, four bits each.
    private static readonly (int[] Week, UInt128 Staff)[] Weeks = [.. Enumerable.Range(0, 1 << (2 * Days))
        .Select(code => Enumerable.Range(0, Days).Select(day => code >> (2 * day) & 3).ToArray())
        .Where(week => !Breaches(week).Any()).Select(week => (week, Pack(Staff(week))))];

    public override string Name => "rostering";
    public override string Plural => "rosters";
    public override bool CanGenerate => true;
    public override int Classes => Shifts + 1;
    public override IReadOnlyList<string> Relations => ["day", "nurse"];
    public override IReadOnlyList<NeighbourShape> Neighbours => [new("beside", 2)];
    public override IReadOnlyList<string> Features => ["fixed", "early", "late", "night"];
    public override int[] Known(Roster roster) => roster.Fixed;
    public override int[]? Labels(Roster roster) => roster.Completion;

    public override Problem Encode(Roster roster)
    {
        int[] cells = [.. Enumerable.Range(0, roster.Fixed.Length)];
        var day = new GroupRelation("day", cells.Length, [.. cells.GroupBy(cell => cell % Days).Select(group => group.ToArray())]);
        var nurse = new GroupRelation("nurse", cells.Length, [.. cells.Chunk(Days)]);
        var beside = new NeighbourRelation("beside", cells.Length, 2, [.. cells.SelectMany(
            cell => (int[])[cell % Days > 0 ? cell - 1 : None, cell % Days < Days - 1 ? cell + 1 : None])]);
        return new Problem(new Topology(cells.Length, day, nurse, beside), Features.Count, [.. cells.SelectMany(
            cell => (int[])[roster.Fixed[cell] + 1, .. roster.Demand.AsSpan(cell % Days * Shifts, Shifts)])]);
    }

    public override IReadOnlyList<string> Check(Roster roster, ReadOnlySpan<int> classes)
    {
        int[] shifts = classes.ToArray(), staff = Staff(shifts);
        return [
            .. Keeps(shifts, roster.Fixed) ? Array.Empty<string>() : ["a fixed shift is changed"],
            .. shifts.Chunk(Days).SelectMany((week, nurse) => Breaches(week).Select(breach => $"nurse {nurse + 1} {breach}")),
            .. Enumerable.Range(0, staff.Length).Where(i => staff[i] < roster.Demand[i]).Select(
                i => $"day {(i / Shifts) + 1} has {staff[i]} of {roster.Demand[i]} on {Letters[(i % Shifts) + 2]}")];
    }

    // Draws weeks, nurse after nurse and round again, until no shift is empty; then opens half of the cells, each only where one completion remains.
    public override Roster Generate(ref SeededRandom random)
    {
        int[] shifts = new int[Nurses * Days], demand = [];
        for (int drawn = 0; drawn < Nurses || demand.Contains(0); drawn++)
        {
            Weeks[random.NextInt32(Weeks.Length)].Week.CopyTo(shifts, drawn % Nurses * Days);
            demand = Staff(shifts);
        }

        int[] given = [.. shifts], order = [.. Enumerable.Range(0, shifts.Length)];
        for (int left = order.Length, open = order.Length / 2; left > 0 && open > 0; left--)
        {
            int at = random.NextInt32(left), cell = order[at];
            (order[at], given[cell]) = (order[left - 1], None);
            (given[cell], open) = Completions(Pack(demand), given.Chunk(Days).Select(Choices)).Skip(1).Any() ? (shifts[cell], open) : (None, open - 1);
        }

        return new Roster(demand, given, shifts);
    }

    // A line: the demand of each day, the shifts of each nurse with '.' for open ones, and perhaps the completion.
    protected override Roster Parse(string text, string source, int line)
    {
        string[] fields = text.Split(' ');
        int[] demand = Read(0, Digits, Shifts, Days), given = Read(1, Letters, Days);
        int[]? known = fields.Length < 3 ? null : Read(2, Letters[1..], Days, given.Length / Days);
        var roster = new Roster(demand, [.. given.Select(shift => shift - 1)], known, line);
        return fields.Length > 3 ? throw Wrong(3, 0, "expected the end of the line")
            : known is not null && Check(roster, known) is [var reason, ..] ? throw Wrong(2, 0, $"no completion: {reason}") : roster;

        int[] Read(int field, string symbols, int width, int rows = 0)
        {
            string read = fields.ElementAtOrDefault(field) ?? string.Empty;
            int wrong = Enumerable.Range(0, read.Length).FirstOrDefault(i => i % (width + 1) == width ? read[i] != '/' : !symbols.Contains(read[i]), -1);
            bool fits = read.Length % (width + 1) == width && (rows == 0 || read.Length / (width + 1) == rows - 1);
            return wrong < 0 && fits ? [.. read.Where(symbol => symbol != '/').Select(symbol => symbols.IndexOf(symbol))] : throw Wrong(
                field, wrong < 0 ? read.Length : wrong, $"expected rows of {width} of '{symbols}', '/' between{(rows > 0 ? $", {rows} rows" : string.Empty)}");
        }

        InstanceFormatException Wrong(int field, int at, string why) => new(source, line, $"column {fields.Take(field).Sum(f => f.Length + 1) + at + 1}", why);
    }

    public override string Format(Roster roster) => string.Join(' ',
        string.Join('/', roster.Demand.Chunk(Shifts).Select(string.Concat<int>)), Format(roster, roster.Fixed), Format(roster, roster.Completion)).TrimEnd();

    public override string Format(Roster roster, ReadOnlySpan<int> classes) =>
        string.Join('/', classes.ToArray().Chunk(Days).Select(week => string.Concat(week.Select(shift => Letters[shift + 1]))));

    protected override void Show(TextWriter output, Roster roster, TextColours colours) => output.WriteLine(
        $"{Format(roster, roster.Fixed).Replace('/', '\n')}\n{string.Join('\n', Enumerable.Range(0, Shifts).Select(shift =>
            $"{string.Concat(roster.Demand.Chunk(Shifts).Select(day => day[shift]))} on {Letters[shift + 2]}"))}\n");

    private static IEnumerable<string> Breaches(int[] week) => new (bool Is, string Text)[]
    {
        (week.Count(shift => shift > 0) != WorkingDays, "does not work five days"),
        (week.Count(shift => shift == Shifts) > MostNights, "works more than two nights"),
        (week.Zip(week.Skip(1)).Any(pair => pair.Second > 0 && pair.Second < pair.First), "rests less than 11 hours"),
    }.Where(breach => breach.Is).Select(breach => breach.Text);

    private static int[] Staff(int[] shifts)
    {
        var staff = new int[Days * Shifts];
        for (int cell = 0; cell < shifts.Length; cell++)
        {
            staff[(cell % Days * Shifts) + Math.Max(0, shifts[cell] - 1)] += Math.Min(1, shifts[cell]);
        }

        return staff;
    }

    private static bool Keeps(int[] shifts, int[] given)
    {
        int cell = 0;
        while (cell < given.Length && (given[cell] == None || given[cell] == shifts[cell]))
        {
            cell++;
        }

        return cell == given.Length;
    }

    private static UInt128 Pack(int[] staff) => staff.Aggregate(UInt128.Zero, (packed, count) => (packed << 4) + (UInt128)count);
    private static UInt128[] Choices(int[] given) => [.. Weeks.Where(one => Keeps(one.Week, given)).Select(one => one.Staff)];

    // Finds every way to meet a demand exactly with a week for each nurse, the one with the fewest choices first.
    private static IEnumerable<UInt128> Completions(UInt128 demand, IEnumerable<UInt128[]> choices)
    {
        UInt128 signs = UInt128.MaxValue / 15 * 8; // the highest of each four bits, which a negative difference clears
        UInt128[][] nurses = [.. choices.Select(weeks => Array.FindAll(weeks, week => (((demand | signs) - week) & signs) == signs))
            .OrderBy(weeks => weeks.Length)];
        return nurses.Length == 0 ? [demand] : nurses[0].SelectMany(week => Completions(demand - week, nurses.Skip(1)));
    }
}
