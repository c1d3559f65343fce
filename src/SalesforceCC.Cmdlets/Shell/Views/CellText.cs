using System.Text;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Text in the cells of a terminal, counted as PowerShell counts it: East Asian characters take two.</summary>
internal static class CellText
{
    private const char Ellipsis = '\u2026';

    // First and last of each range of characters that take two cells.
    private const string Wide =
        "\u1100\u115F\u2329\u232A\u2E80\u303E\u3040\uA4CF\uAC00\uD7A3\uF900\uFAFF\uFE10\uFE19\uFE30\uFE6F\uFF00\uFF60\uFFE0\uFFE6";

    public static int Width(string text)
    {
        int width = 0;
        foreach (char c in text)
            width += Width(c);
        return width;
    }

    /// <summary>Appends a text in just so many cells. One that is longer is cut, and ends with an ellipsis.</summary>
    public static void Append(StringBuilder line, string text, int cells, bool isRight)
    {
        int width = Width(text);
        if (width > cells)
        {
            int end = 0;
            width = 1;
            for (int next; end < text.Length; end = next)
            {
                next = end + (char.IsSurrogatePair(text, end) ? 2 : 1);
                int more = Width(text.Substring(end, next - end));
                if (width + more > cells)
                    break;
                width += more;
            }

            text = text.Substring(0, end) + Ellipsis;
        }

        if (isRight)
            line.Append(' ', cells - width);
        line.Append(text);
        if (!isRight)
            line.Append(' ', cells - width);
    }

    private static int Width(char c)
    {
        if (c < Wide[0])
            return 1;
        for (int i = 0; i < Wide.Length; i += 2)
        {
            if (c >= Wide[i] && c <= Wide[i + 1])
                return 2;
        }

        return 1;
    }
}
