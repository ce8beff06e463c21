using System.CommandLine;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Cli.Tiles;

/// <summary>The <c>--goal</c> option.</summary>
internal static class TilesGoalOption
{
    private const string First = "blank-first";
    private const string Last = "blank-last";

    /// <summary>Creates the option.</summary>
    public static Option<TilesGoal> Create()
    {
        var option = new Option<TilesGoal>("--goal")
        {
            Description = $"The order to reach: {Last}, which is 1 2 3 … 0; {First}, which is 0 1 2 ….",
            HelpName = $"{Last}|{First}",
            DefaultValueFactory = _ => TilesGoal.BlankLast,
            CustomParser = result => result.Tokens[0].Value == First ? TilesGoal.BlankFirst : TilesGoal.BlankLast,
        };
        option.AcceptOnlyFromAmong(First, Last);
        return option;
    }

    /// <summary>How a goal is written on the command line.</summary>
    public static string NameOf(TilesGoal goal) => goal == TilesGoal.BlankFirst ? First : Last;
}
