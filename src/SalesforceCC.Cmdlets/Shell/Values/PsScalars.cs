using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Numerics;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Single values that PowerShell has forms of its own for.</summary>
internal static class PsScalars
{
    private const string Prefix = "Deserialized.";

    /// <summary>
    /// $null, the output of a command without any, a database's null, the null of a string; also those that came from
    /// another process.
    /// </summary>
    public static bool IsNothing(object? value)
    {
        object? inner = value is PSObject wrapped && !ReferenceEquals(value, AutomationNull.Value) ? wrapped.BaseObject : value;
        return inner is null or DBNull or NullString || ReferenceEquals(inner, AutomationNull.Value)
            || (value is PSObject remote && IsDeserialized(remote, "System.DBNull", "System.Management.Automation.Language.NullString"));
    }

    /// <summary>
    /// A value that came through a job, remoting or Export-Clixml as an object of properties, made what it was. A moment
    /// is one: of the times, only DateTime and TimeSpan travel as themselves.
    /// </summary>
    public static bool TryRevive(PSObject value, out object? revived)
    {
        revived = null;
        if (!IsDeserialized(value))
            return false;
        try
        {
            revived = Revive(value, value.TypeNames[0].Substring(Prefix.Length));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException or NullReferenceException)
        {
            // Only its name is one of these types': an object like any other.
        }

        return revived is not null;
    }

    /// <summary>Whether an object came from another process.</summary>
    public static bool IsDeserialized(PSObject value) =>
        value.TypeNames.Count > 0 && value.TypeNames[0].StartsWith(Prefix, StringComparison.Ordinal);

    private static bool IsDeserialized(PSObject value, params string[] types) =>
        IsDeserialized(value) && types.Contains(value.TypeNames[0].Substring(Prefix.Length), StringComparer.Ordinal);

    private static object? Revive(PSObject value, string type) => type switch
    {
        "System.DateTimeOffset" => new DateTimeOffset(Read<long>(value, "Ticks"), Read<TimeSpan>(value, "Offset")),
        "System.DateOnly" => new DateTime(Read<int>(value, "Year"), Read<int>(value, "Month"), Read<int>(value, "Day"), 0, 0, 0, DateTimeKind.Unspecified),
        "System.TimeOnly" => new TimeSpan(Read<long>(value, "Ticks")),
        "System.Numerics.BigInteger" => BigInteger.Parse(value.ToString(), CultureInfo.InvariantCulture),
        "System.Management.Automation.SwitchParameter" => Read<bool>(value, "IsPresent"),
        _ => value.TypeNames.Contains(Prefix + "System.Enum") ? value.ToString() : null,
    };

    private static T Read<T>(PSObject value, string property) => (T)Bare(value.Properties[property].Value)!;

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
