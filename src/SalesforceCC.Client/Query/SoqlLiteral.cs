using System.Collections;
using System.Globalization;
using System.Text;

namespace SalesforceCC.Query;

/// <summary>The SOQL literal of a .NET value, whatever the culture.</summary>
internal static class SoqlLiteral
{
    /// <summary>The literal.</summary>
    /// <param name="name">Name of the parameter, for errors.</param>
    /// <param name="value">
    /// Text, boolean, number, DateTimeOffset, DateTime, DateOnly, TimeSpan, Guid, null, or a list of these for IN.
    /// </param>
    /// <param name="like">The literal is the pattern of LIKE, where <c>\%</c> and <c>\_</c> keep their meaning.</param>
    public static string Of(string name, object? value, bool like) => value switch
    {
        null => "null",
        string text => Text(text, like),
        char c => Text(c.ToString(), like),
        bool b => b ? "TRUE" : "FALSE",
        DateTimeOffset moment => Moment(moment),
        DateTime time => OfDateTime(name, time),
        TimeSpan time => Time(name, time),
        Guid guid => Text(guid.ToString(), like),
        Enum e => Text(e.ToString(), like),
        double d when double.IsNaN(d) || double.IsInfinity(d) => throw Invalid(name, "is no finite number"),
        float f when float.IsNaN(f) || float.IsInfinity(f) => throw Invalid(name, "is no finite number"),
        double d => NumberText.Of(d),
        float f => NumberText.Of(f),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
#if NET
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
#endif
        IDictionary => throw Invalid(name, "is a table, for which SOQL has no literal"),
        IEnumerable list => List(name, list, like),
        _ => throw Invalid(name, $"is a {value.GetType().Name}, for which SOQL has no literal"),
    };

    /// <summary>Only <c>'</c> and <c>\</c> are reserved in a string literal; line ends and the like get their escapes.</summary>
    /// <remarks>Not <c>\b</c>, which the SOQL guide calls the bell, and other languages a backspace.</remarks>
    internal static string Text(string text, bool like)
    {
        StringBuilder literal = new(text.Length + 8);
        literal.Append('\'');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (like && c == '\\' && i + 1 < text.Length && text[i + 1] is '%' or '_')
            {
                literal.Append('\\').Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '\'' => literal.Append("\\'"),
                '\\' => literal.Append(@"\\"),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                '\f' => literal.Append("\\f"),
                < ' ' => literal.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => literal.Append(c),
            };
        }

        return literal.Append('\'').ToString();
    }

    // A date field of a record is a DateTime at midnight of no zone: it goes back as the date it was.
    private static string OfDateTime(string name, DateTime time)
    {
        if (time.Kind == DateTimeKind.Unspecified && time.TimeOfDay == TimeSpan.Zero)
            return time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        try
        {
            return Moment(new DateTimeOffset(time));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Invalid(name, "is a local time that UTC has no date for");
        }
    }

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Time(string name, TimeSpan time) =>
        time >= TimeSpan.Zero && time < TimeSpan.FromDays(1)
            ? time.ToString(@"hh\:mm\:ss\.fff'Z'", CultureInfo.InvariantCulture)
            : throw Invalid(name, "is no time of day");

    private static string List(string name, IEnumerable list, bool like)
    {
        List<string> items = [];
        foreach (object? item in list)
            items.Add(item is IEnumerable and not string
                ? throw Invalid(name, "is a list of lists")
                : Of(name, item, like));
        if (items.Count == 0)
            throw Invalid(name, "is an empty list, which SOQL does not have: leave the query out in that case");
        return $"({string.Join(",", items)})";
    }

    private static SfException Invalid(string name, string what) =>
        new(SfErrorCodes.InvalidParameter, $"The value '{name}' in -Parameters {what}.");
}
