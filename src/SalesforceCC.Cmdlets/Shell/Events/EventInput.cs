using System.Management.Automation;
using SalesforceCC.Events.Publishing;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What users give as events. What is wrong with one is that event's failure.</summary>
internal static class EventInput
{
    private const string Uuid = "EventUuid";

    /// <summary>The event of an object.</summary>
    /// <param name="input">A table, an object, a record or an event that was received.</param>
    public static OutgoingEvent Read(PSObject input)
    {
        try
        {
            RowFields read = RowFields.Of(input, changes: false, key: null, noun: "event");
            List<KeyValuePair<string, object?>> fields = read.Fields;
            if (read.GivenId is { } id)
                fields.Insert(0, new("Id", id));
            if (read.LeftOut.Count > 0 && !read.IsWhole)
                throw Invalid($"'{read.LeftOut[0]}' in the event is a record, which no field of an event can hold.");

            // Of an event that was received, the copy is another event.
            string? uuid = read.IsWhole ? null : TakeUuid(fields);
            OutgoingEvent outgoing = new(input, fields) { IsWhole = read.IsWhole, EventUuid = uuid };
            foreach (string field in read.LeftOut)
                outgoing.Notes.Add($"{field} is left out, since no field of an event can hold a record.");
            return outgoing;
        }
        catch (SfException e)
        {
            OutgoingEvent failed = new(input, []);
            failed.Fail(e);
            return failed;
        }
    }

    private static string? TakeUuid(List<KeyValuePair<string, object?>> fields)
    {
        int at = fields.FindIndex(static f => f.Key.Equals(Uuid, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
            return null;
        object? given = fields[at].Value;
        fields.RemoveAt(at);
        return given switch
        {
            null => null,
            Guid uuid => uuid.ToString(),
            string text when Guid.TryParseExact(text, "D", out Guid uuid) => uuid.ToString(),
            _ => throw Invalid($"'{given}' is not a UUID: leave {Uuid} out, or use [guid]::NewGuid()."),
        };
    }

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
