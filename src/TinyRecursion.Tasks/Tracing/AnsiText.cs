using System.Globalization;
using System.Net;
using System.Text;

namespace TinyRecursion.Tasks.Tracing;

/// <summary>A picture made for a terminal, as pieces of text with a style each.</summary>
internal sealed class AnsiText
{
    private readonly List<(int Row, int Column, string Text, Style Style)> _pieces = [];

    private AnsiText()
    {
    }

    /// <summary>The lines.</summary>
    public int Rows { get; private set; }

    /// <summary>The characters of the longest line.</summary>
    public int Columns { get; private set; }

    /// <summary>Takes a picture apart. Sequences that set no colour or weight are left out.</summary>
    /// <param name="picture">Lines of text with the escape sequences of ECMA-48 (SGR).</param>
    public static AnsiText Parse(string picture)
    {
        var text = new AnsiText();
        Style style = default;
        int row = 0, column = 0;
        for (int at = 0; at < picture.Length;)
        {
            int end = picture.AsSpan(at).IndexOfAny('\e', '\n');
            int length = end < 0 ? picture.Length - at : end;
            if (length > 0)
            {
                text._pieces.Add((row, column, picture.Substring(at, length), style));
                column += length;
                (text.Rows, text.Columns) = (row + 1, Math.Max(text.Columns, column));
                at += length;
            }
            else if (picture[at] == '\n')
            {
                (row, column, at) = (row + 1, 0, at + 1);
            }
            else
            {
                int close = picture.IndexOf('m', at);
                close = close < 0 ? picture.Length - 1 : close;
                style = style.With(picture[Math.Min(at + 2, close)..close].Split(';'));
                at = close + 1;
            }
        }

        return text;
    }

    /// <summary>Writes the text as elements of SVG.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="left">Left edge.</param>
    /// <param name="top">Upper edge.</param>
    /// <param name="width">Width of a character.</param>
    /// <param name="height">Height of a line.</param>
    public void AppendTo(StringBuilder svg, double left, double top, double width, double height)
    {
        foreach (IGrouping<int, (int Row, int Column, string Text, Style Style)> line in _pieces.GroupBy(piece => piece.Row))
        {
            double y = top + (line.Key * height);
            foreach ((int _, int column, string text, Style style) in line.Where(piece => piece.Style.Background is not null))
            {
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left + (column * width)}\" y=\"{y}\" width=\"{text.Length * width}\" height=\"{height}\" fill=\"{style.Background}\"/>");
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"{y + height - 4}\" textLength=\"{line.Sum(piece => piece.Text.Length) * width}\" xml:space=\"preserve\">");
            foreach ((int _, int _, string text, Style style) in line)
            {
                string attributes = style.Attributes, escaped = WebUtility.HtmlEncode(text);
                svg.Append(attributes.Length == 0 || string.IsNullOrWhiteSpace(text) ? escaped : $"<tspan{attributes}>{escaped}</tspan>");
            }

            svg.Append("</text>\n");
        }
    }

    private readonly record struct Style(bool IsBold, bool IsDim, string? Colour, string? Background)
    {
        /// <summary>The style as attributes of SVG.</summary>
        public string Attributes =>
            (Colour is null ? string.Empty : $" fill=\"{Colour}\"") + (IsBold ? " font-weight=\"bold\"" : string.Empty) + (IsDim ? " opacity=\".45\"" : string.Empty);

        public Style With(string[] codes)
        {
            Style style = this;
            for (int i = 0; i < codes.Length; i++)
            {
                int code = Number(codes, i);
                switch (code)
                {
                    case 0: style = default; break;
                    case 1: style = style with { IsBold = true }; break;
                    case 2: style = style with { IsDim = true }; break;
                    case 31: style = style with { Colour = "#cf222e" }; break;
                    case 32: style = style with { Colour = "#1a7f37" }; break;
                    case 36: style = style with { Colour = "#0969da" }; break;
                    case 90: style = style with { Colour = "#8c959f" }; break;
                    case 38 or 48:
                        bool full = Number(codes, i + 1) == 2;
                        string colour = full ? Hex(Number(codes, i + 2), Number(codes, i + 3), Number(codes, i + 4)) : Of256(Number(codes, i + 2));
                        style = code == 38 ? style with { Colour = colour } : style with { Background = colour };
                        i += full ? 4 : 2;
                        break;
                    default: break;
                }
            }

            return style;
        }

        private static int Number(string[] codes, int at) =>
            at < codes.Length && int.TryParse(codes[at], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

        /// <summary>A colour of the table of 256: from 16 on a cube of 6×6×6, from 232 on greys.</summary>
        private static string Of256(int number)
        {
            if (number >= 232)
            {
                int grey = 8 + (10 * (number - 232));
                return Hex(grey, grey, grey);
            }

            int cube = Math.Max(0, number - 16);
            return Hex(Level(cube / 36), Level(cube / 6 % 6), Level(cube % 6));
        }

        private static int Level(int level) => level == 0 ? 0 : 55 + (40 * level);

        private static string Hex(int red, int green, int blue) => string.Create(CultureInfo.InvariantCulture, $"#{red & 255:x2}{green & 255:x2}{blue & 255:x2}");
    }
}
