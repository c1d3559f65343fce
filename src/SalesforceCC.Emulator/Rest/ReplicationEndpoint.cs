using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// <c>/sobjects/X/updated?start=&amp;end=</c> and <c>/deleted</c>: ids of the rows that were changed or deleted in a span
/// of at most 30 days. Keys and forms are recorded, code and texts of the errors from memory.
/// </summary>
internal sealed class ReplicationEndpoint(OrgStore store, TimeProvider clock)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);

    public Answer Updated(Call call)
    {
        (DateTimeOffset start, DateTimeOffset end) = Span(call);
        return Answer.Json(200, new
        {
            ids = Rows(call, start, end, deleted: false).Select(r => r.Id),
            latestDateCovered = FieldFormat.DateTime(end),
        });
    }

    public Answer Deleted(Call call)
    {
        (DateTimeOffset start, DateTimeOffset end) = Span(call);
        return Answer.Json(200, new
        {
            deletedRecords = Rows(call, start, end, deleted: true).Select(r => new { id = r.Id, deletedDate = r.Date }),
            earliestDateAvailable = FieldFormat.DateTime(Minute(store.Created)),
            latestDateCovered = FieldFormat.DateTime(end),
        });
    }

    private IEnumerable<(string Id, string Date)> Rows(Call call, DateTimeOffset start, DateTimeOffset end, bool deleted)
    {
        SObjectType type = store.TypeOf(call);
        string soql = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT Id, SystemModstamp FROM {type.Name} WHERE {(deleted ? "IsDeleted = true AND " : "")}SystemModstamp >= {start:yyyy-MM-ddTHH:mm:ssZ} AND SystemModstamp < {end:yyyy-MM-ddTHH:mm:ssZ} ORDER BY SystemModstamp, Id");
        return store.Rows(soql, includeDeleted: deleted)
            .Select(r => (r.GetProperty("Id").GetString()!, r.GetProperty("SystemModstamp").GetString()!));
    }

    /// <summary>The span in whole minutes; it ends no later than now.</summary>
    private (DateTimeOffset Start, DateTimeOffset End) Span(Call call)
    {
        (DateTimeOffset start, DateTimeOffset end) = (Moment(call, "start"), Moment(call, "end"));
        if (end <= start)
            throw Invalid("startDate cannot be the same or later than endDate");
        if (end - start > s_longest)
            throw Invalid("the span between startDate and endDate cannot be more than 30 days");
        DateTimeOffset now = Minute(clock.GetUtcNow()).AddMinutes(1);
        return (start, end > now ? now : end);
    }

    private static DateTimeOffset Moment(Call call, string name) =>
        DateTimeOffset.TryParse(
            call.Query[name].ToString().Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? Minute(moment.ToUniversalTime())
            : throw Invalid($"{name} must be given as a date and time in ISO 8601");

    private static DateTimeOffset Minute(DateTimeOffset moment) =>
        new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMinute), moment.Offset);

    private static SalesforceError Invalid(string what) => new(400, "INVALID_REPLICATION_DATE", what);
}
