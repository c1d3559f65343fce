using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Fuzz.Oracles;

/// <summary>What a bound statement should be made of, in the words of a lexer that does not know who bound it.</summary>
internal static class SoqlTokens
{
    /// <summary>The tokens; null where the statement is none.</summary>
    public static List<Token>? Of(string soql)
    {
        try
        {
            return Lexer.Read(soql);
        }
        catch (SalesforceError)
        {
            return null;
        }
    }

    /// <summary>Whether a token is the literal of a value.</summary>
    public static bool IsLiteral(string soql, Token token, object? value, bool like) => value switch
    {
        null => token is { Kind: TokenKind.Name, Text: "null" },
        bool flag => token.Kind == TokenKind.Name && token.Text == (flag ? "TRUE" : "FALSE"),
        string or char or Guid or Enum => IsText(soql, token, value.ToString()!, like),

        // The field decides, of which the binder knows a few.
        DateTime { Kind: not DateTimeKind.Utc, TimeOfDay.Ticks: 0 } day => IsDate(token, DateOnly.FromDateTime(day)) || IsMoment(token, day.ToUniversalTime()),
        DateOnly day => IsDate(token, day) || IsMoment(token, day.ToDateTime(TimeOnly.MinValue).ToUniversalTime()),
        DateTime time => IsMoment(token, time.ToUniversalTime()),
        DateTimeOffset moment => IsMoment(token, moment.UtcDateTime),
        TimeSpan time => IsTime(token, TimeOnly.FromTimeSpan(time)),
        TimeOnly time => IsTime(token, time),
        double number => token.Kind == TokenKind.Number && double.Parse(token.Text, CultureInfo.InvariantCulture).Equals(number),
        IFormattable number => token.Kind == TokenKind.Number
            && decimal.Parse(token.Text, CultureInfo.InvariantCulture) == Convert.ToDecimal(number, CultureInfo.InvariantCulture),
        _ => false,
    };

    private static bool IsText(string soql, Token token, string text, bool like)
    {
        if (token.Kind != TokenKind.Text)
            return false;

        // In a pattern \% and \_ stay what they are; every other backslash is one.
        if (like)
            text = text.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\\\\%", "\\%", StringComparison.Ordinal).Replace("\\\\_", "\\_", StringComparison.Ordinal);
        try
        {
            return StringLiteral.Decode(soql, token, like) == text;
        }
        catch (SalesforceError)
        {
            // An escape of the other kind.
            return false;
        }
    }

    private static bool IsDate(Token token, DateOnly day) => token.Kind == TokenKind.Date
        && DateOnly.ParseExact(token.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture) == day;

    private static bool IsMoment(Token token, DateTime utc) => token.Kind == TokenKind.DateTime
        && DateTime.Parse(token.Text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).Ticks == utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMillisecond);

    private static bool IsTime(Token token, TimeOnly time) => token.Kind == TokenKind.Time
        && TimeOnly.Parse(token.Text.TrimEnd('Z'), CultureInfo.InvariantCulture).Ticks == time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond);
}
