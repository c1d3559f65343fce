using System.Text.RegularExpressions;

namespace SalesforceCC.Events;

/// <summary>Names of topics, of which users write the last part where that says enough. They are case-sensitive.</summary>
internal static class TopicName
{
    private const string Events = "/event/";
    private const string Changes = "/data/";
    private const string ChangeEvent = "ChangeEvent";

    private static readonly Regex s_full = new("^/(event|data)/[A-Za-z][A-Za-z0-9_]*\\z", RegexOptions.CultureInvariant);
    private static readonly Regex s_short = new("^[A-Za-z][A-Za-z0-9_]*\\z", RegexOptions.CultureInvariant);

    /// <summary>The full name: <c>Order_Placed__e</c> is <c>/event/Order_Placed__e</c>, <c>ChangeEvents</c> is <c>/data/ChangeEvents</c>.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: it is none, or may be two.</exception>
    public static string Full(string given)
    {
        if (s_full.IsMatch(given))
            return given;
        if (!s_short.IsMatch(given))
            throw Invalid($"'{given}' is not the name of a topic: such a name is like /event/Order__e or /data/AccountChangeEvent.");
        if (given == "ChangeEvents" || given.EndsWith(ChangeEvent, StringComparison.Ordinal))
            return Changes + given;
        if (given.EndsWith("__e", StringComparison.Ordinal) || given.EndsWith("Event", StringComparison.Ordinal) || given.EndsWith("EventStream", StringComparison.Ordinal))
            return Events + given;
        if (given.EndsWith("__chn", StringComparison.Ordinal))
            throw Invalid($"'{given}' may be the channel {Events}{given} of platform events, or {Changes}{given} of change events.");
        throw Invalid(Right(given) is { } right
            ? $"'{given}' is not the name of a topic. Names are case-sensitive: {right}."
            : $"'{given}' is not the name of a topic. Changes of the object are in {Changes}{ChangeEventOf(given)}; names of platform events end in __e.");
    }

    /// <summary>The name of the change event of an object: <c>My__c</c> has <c>My__ChangeEvent</c>.</summary>
    public static string ChangeEventOf(string objectName) =>
        (objectName.EndsWith("__c", StringComparison.OrdinalIgnoreCase) ? objectName.Substring(0, objectName.Length - 1) : objectName) + ChangeEvent;

    /// <summary>
    /// The topics of an org's objects: those of its platform events and of its change events. An org that does not list change
    /// events may have one of each object.
    /// </summary>
    public static IEnumerable<string> Of(IEnumerable<string> objects)
    {
        string[] names = [.. objects];
        bool areListed = names.Any(static n => n.EndsWith(ChangeEvent, StringComparison.Ordinal));
        yield return Changes + "ChangeEvents";
        foreach (string name in names)
        {
            if (name.EndsWith("__e", StringComparison.Ordinal))
                yield return Events + name;
            else if (name.EndsWith(ChangeEvent, StringComparison.Ordinal))
                yield return Changes + name;
            else if (!areListed && (name.EndsWith("__c", StringComparison.Ordinal) || name.IndexOf("__", StringComparison.Ordinal) < 0))
                yield return Changes + ChangeEventOf(name);
        }
    }

    // What an ending in another case would be.
    private static string? Right(string given)
    {
        string? right = null;
        foreach (string ending in (string[])["__e", "ChangeEvents", ChangeEvent, "EventStream", "Event"])
            if (right is null && given.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                right = given.Substring(0, given.Length - ending.Length) + ending;
        return right is null ? null : (right.EndsWith("__e", StringComparison.Ordinal) ? Events : Changes) + right;
    }

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
