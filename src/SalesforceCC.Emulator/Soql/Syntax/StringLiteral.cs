using System.Globalization;
using System.Text;

namespace SalesforceCC.Emulator.Soql.Syntax;

/// <summary>
/// Escapes inside quotes. Only those that Salesforce knows are allowed; <c>\%</c> and <c>\_</c> only in LIKE.
/// </summary>
internal static class StringLiteral
{
    /// <summary>
    /// The text that a literal stands for; for LIKE, the pattern with <c>\</c> before what counts as itself.
    /// </summary>
    public static string Decode(string soql, Token token, bool like)
    {
        string raw = token.Text;
        if (!raw.Contains('\\', StringComparison.Ordinal)) return raw;
        StringBuilder text = new(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            char code = raw[++i];
            if (code == 'u' && Unicode(raw, i + 1) is { } unit)
            {
                text.Append(unit);
                i += 4;
            }
            else if (like && code is '%' or '_' or '\\')
            {
                text.Append('\\').Append(code);
            }
            else
            {
                text.Append(Escape(code) ?? throw SoqlErrors.Malformed(
                    soql,
                    token.Position + i,
                    $"Invalid string literal '{raw}'. Illegal character sequence '\\{code}' in string literal."));
            }
        }
        return text.ToString();
    }

    private static char? Escape(char code) => code switch
    {
        'n' or 'N' => '\n',
        'r' or 'R' => '\r',
        't' or 'T' => '\t',
        'b' or 'B' => '\a',
        'f' or 'F' => '\f',
        '"' or '\'' or '\\' => code,
        _ => null,
    };

    private static char? Unicode(string raw, int at)
    {
        if (at + 4 > raw.Length) return null;
        ReadOnlySpan<char> digits = raw.AsSpan(at, 4);
        return ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : null;
    }
}
