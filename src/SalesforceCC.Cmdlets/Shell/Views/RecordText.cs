using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using SalesforceCC.Records;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Values of rows as short text in the session's culture, also of rows that were deserialized.</summary>
internal static class RecordText
{
    private const string Deserialized = "Deserialized.";
    private const string Salesforce = "Salesforce.";
    private const string DeserializedMoment = "Deserialized.System.DateTimeOffset";
    private const int MostRows = 4;

    private static readonly Regex s_control = new(@"[\p{Cc}\u2028\u2029]+", RegexOptions.CultureInvariant);

    /// <summary>Room for any moment of the culture.</summary>
    public static int WidestMoment => CellText.Width(Of(new DateTimeOffset(new DateTime(2026, 12, 27, 22, 55, 0))));

    /// <summary>Room for any day of the culture.</summary>
    public static int WidestDay => CellText.Width(Of(new DateTime(2026, 12, 27)));

    /// <summary>The name of a row's object.</summary>
    public static string ObjectOf(PSObject row)
    {
        string type = row.TypeNames[0];
        if (type.StartsWith(Deserialized, StringComparison.Ordinal))
            type = type.Substring(Deserialized.Length);
        return type.StartsWith(Salesforce, StringComparison.Ordinal) ? type.Substring(Salesforce.Length) : type;
    }

    /// <summary>The value of a property; null where it has none, or its script fails.</summary>
    public static object? Value(PSObject row, string name)
    {
        try
        {
            return row.Properties[name]?.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    public static bool IsNumber(object? value) =>
        (value is PSObject { BaseObject: { } inner } ? inner : value) is int or long or decimal or double or float;

    /// <summary>Also where it was deserialized: PowerShell makes an object of its parts then.</summary>
    public static bool IsMoment(object? value) =>
        value is DateTimeOffset or PSObject { BaseObject: DateTimeOffset }
        || (value is PSObject part && part.TypeNames[0] == DeserializedMoment);

    /// <summary>The text of a value, in one line.</summary>
    public static string Of(object? value)
    {
        PSObject? wrapped = value as PSObject;
        object? bare = wrapped is null ? value : wrapped.BaseObject;
        CultureInfo culture = CultureInfo.CurrentCulture;
        return bare switch
        {
            null => "",
            string text => OneLine(text),
            DateTimeOffset moment => moment.LocalDateTime.ToString("g", culture),
            DateTime { TimeOfDay.Ticks: 0, Kind: DateTimeKind.Unspecified } day => day.ToString("d", culture),
            DateTime moment => moment.ToString("g", culture),
            decimal or double or float => ((IFormattable)bare).ToString("F", culture),
            SfRecord record => Name(PSObject.AsPSObject(record)),
            PSCustomObject => Name(wrapped!),
            IEnumerable rows => Rows(rows),
            _ => OneLine(bare is IFormattable formattable ? formattable.ToString(null, culture) : bare.ToString() ?? ""),
        };
    }

    private static string OneLine(string text) => s_control.Replace(text, " ");

    // Without a name: its ID, or of a compound value such as an address its parts.
    private static string Name(PSObject row)
    {
        if (IsMoment(row) && Value(row, "LocalDateTime") is DateTime local)
            return Of(DateTime.SpecifyKind(local, DateTimeKind.Local));
        string[] fields = [.. row.Properties.Select(static p => p.Name)];
        object? name = Value(row, NameField.Of(ObjectOf(row), fields) ?? "Id");
        if (name is not null)
            return Of(name);
        return string.Join(", ", fields.Select(f => Of(Value(row, f))).Where(static t => t.Length > 0));
    }

    private static string Rows(IEnumerable rows)
    {
        List<string> names = [];
        foreach (object? row in rows)
        {
            if (names.Count == MostRows)
            {
                names.Add("\u2026");
                break;
            }

            names.Add(Of(row));
        }

        return $"{{{string.Join(", ", names)}}}";
    }
}
