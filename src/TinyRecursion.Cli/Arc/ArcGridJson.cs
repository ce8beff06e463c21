using System.Text.Json;
using TinyRecursion.Tasks.Arc;

namespace TinyRecursion.Cli.Arc;

/// <summary>Writes grids as ARC files have them: a list of rows of colours.</summary>
internal static class ArcGridJson
{
    /// <summary>Writes a grid as a field.</summary>
    public static void Write(Utf8JsonWriter json, string name, ArcGrid grid)
    {
        json.WriteStartArray(name);
        for (int row = 0; row < grid.Rows; row++)
        {
            json.WriteStartArray();
            for (int column = 0; column < grid.Columns; column++)
            {
                json.WriteNumberValue(grid[row, column]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
