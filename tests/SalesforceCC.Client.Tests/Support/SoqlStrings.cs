using System.Globalization;
using System.Text;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>Reads string literals by the rules of the SOQL guide; shares nothing with the code that writes them.</summary>
internal static class SoqlStrings
{
    /// <summary>The values of all literals of a statement, in order; fails where one does not end or has a wrong escape.</summary>
    public static IReadOnlyList<string> In(string soql)
    {
        List<string> values = [];
        for (int at = 0; at < soql.Length;)
            if (soql[at++] == '\'')
                values.Add(Read(soql, ref at));
        return values;
    }

    private static string Read(string soql, ref int at)
    {
        StringBuilder value = new();
        while (true)
        {
            char c = soql[at++];
            if (c == '\'')
                return value.ToString();
            if (c == '\\')
                c = Escape(soql, ref at);
            value.Append(c);
        }
    }

    private static char Escape(string soql, ref int at)
    {
        char c = soql[at++];
        if (c == 'u')
        {
            at += 4;
            return (char)int.Parse(soql.AsSpan(at - 4, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return c switch
        {
            'n' or 'N' => '\n',
            'r' or 'R' => '\r',
            't' or 'T' => '\t',
            'b' => '\b',
            'B' => '\a',
            'f' or 'F' => '\f',
            '"' or '\'' or '\\' => c,
            _ => throw new FormatException($"\\{c} is no escape of SOQL."),
        };
    }
}
