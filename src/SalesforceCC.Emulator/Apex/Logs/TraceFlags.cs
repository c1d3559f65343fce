using System.Globalization;
using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Logs;

/// <summary>What trace flags must be like. Codes and texts are from memory.</summary>
internal sealed class TraceFlags(OrgStore store, TimeProvider clock)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(24);

    /// <summary>The row of a request: moments may be numbers of milliseconds, and texts as HTTP has them.</summary>
    /// <param name="id">The flag that is changed; null for a new one.</param>
    /// <param name="body">The request's body.</param>
    /// <exception cref="SalesforceError">The flag lasts too long, or there is one already.</exception>
    public JsonElement Row(string? id, JsonElement body)
    {
        Dictionary<string, object?> row = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty property in body.EnumerateObject())
            row[property.Name] = IsMoment(property.Name) ? Moment(property.Value) : property.Value;
        JsonElement before = id is null ? default : store
            .Rows($"SELECT StartDate, ExpirationDate FROM TraceFlag WHERE Id = {StoreQueries.Quote(id)}")
            .SingleOrDefault();
        DateTimeOffset start = Time(row, before, "StartDate") ?? clock.GetUtcNow();
        if (Time(row, before, "ExpirationDate") is { } end)
        {
            if (end - start > s_longest || end <= start)
                throw new SalesforceError(
                    400, "FIELD_INTEGRITY_EXCEPTION", "Expiration Date must be after the Start Date, and at most 24 hours later: Expiration Date", "ExpirationDate");
            if (end <= clock.GetUtcNow())
                throw new SalesforceError(400, "FIELD_INTEGRITY_EXCEPTION", "Expiration Date must be in the future: Expiration Date", "ExpirationDate");
        }
        if (id is null && IsTraced(row))
            throw new SalesforceError(400, "FIELD_INTEGRITY_EXCEPTION", "This entity is already being traced.: Traced Entity ID", "TracedEntityId");
        return JsonSerializer.SerializeToElement(row);
    }

    private bool IsTraced(Dictionary<string, object?> row) =>
        row.GetValueOrDefault("TracedEntityId")?.ToString() is { } entity && row.GetValueOrDefault("LogType")?.ToString() is { } log
        && SalesforceId.TryNormalize(entity, out string? traced)
        && store.Rows($"SELECT Id FROM TraceFlag WHERE TracedEntityId = '{traced}' AND LogType = {StoreQueries.Quote(log)}").Count > 0;

    private static DateTimeOffset? Time(Dictionary<string, object?> row, JsonElement before, string field)
    {
        string? text = row.TryGetValue(field, out object? sent) ? sent?.ToString()
            : before.ValueKind == JsonValueKind.Object ? before.GetProperty(field).GetString() : null;
        return text is not null && FieldFormat.TryDateTime(text, out string? moment)
            ? DateTimeOffset.ParseExact(moment, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsMoment(string field) =>
        field.Equals("StartDate", StringComparison.OrdinalIgnoreCase) || field.Equals("ExpirationDate", StringComparison.OrdinalIgnoreCase);

    private static object? Moment(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long milliseconds) ? FieldFormat.DateTime(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
        : value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParseExact(
            value.GetString(), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? FieldFormat.DateTime(moment)
        : value.ValueKind == JsonValueKind.Null ? null
        : value;
}
