using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Auth;
using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Records;
using SalesforceCC.Rest;

namespace SalesforceCC.Query;

/// <summary>Field types by describe: asked once per object and session, and only when a reader needs them.</summary>
internal sealed class DescribeFieldTypes(SfSession session, string root = "") : IFieldTypeSource
{
    private readonly ConcurrentDictionary<string, ObjectFields> _types = new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, SingleFlight<ObjectFields>> _asking = new(StringComparer.OrdinalIgnoreCase);

    public ObjectFields? TryGet(string objectName) =>
        _types.TryGetValue(objectName, out ObjectFields? types) ? types : null;

    public async Task<ObjectFields> GetAsync(string objectName, CancellationToken cancellationToken)
    {
        if (_types.TryGetValue(objectName, out ObjectFields? known))
            return known;
        return await _asking.GetOrAdd(objectName, static _ => new()).RunAsync(
            async end => _types.TryGetValue(objectName, out ObjectFields? other)
                ? other
                : _types[objectName] = await DescribeAsync(objectName, end).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<ObjectFields> GetWithAsync(string objectName, string field, CancellationToken cancellationToken)
    {
        ObjectFields before = await GetAsync(objectName, cancellationToken).ConfigureAwait(false);
        if (before.TypeOf(field) is not null)
            return before;
        Remove(objectName, before);
        try
        {
            ObjectFields now = await GetAsync(objectName, cancellationToken).ConfigureAwait(false);
            if (now.TypeOf(field) is null)
                now.SetMissing(field);
            return now;
        }
        catch (Exception)
        {
            // What was known stays known, and whoever refuses twice is not asked again.
            _types.AddOrUpdate(objectName, before, (_, now) => now.IsRefused ? before.Close() : now);
            throw;
        }
    }

    /// <summary>Forgets what an error shows to be out of date: a field that describe has may be gone, and one it lacks may be there.</summary>
    public void ForgetAfter(SfException error, string? objectName)
    {
        if (error.Code is not ("INVALID_FIELD" or "INVALID_TYPE"))
            return;
        if (objectName is not null)
            _types.TryRemove(objectName, out _);

        // No such column 'Nosuch__c' on entity 'Account'.
        string[] words = error.Message.Split('\'');
        for (int i = 1; i < words.Length; i += 2)
        {
            if (words[i - 1].EndsWith("entity ", StringComparison.OrdinalIgnoreCase))
                _types.TryRemove(words[i], out _);
        }
    }

    private void Remove(string objectName, ObjectFields types) =>
        ((ICollection<KeyValuePair<string, ObjectFields>>)_types).Remove(new(objectName, types));

    private async Task<ObjectFields> DescribeAsync(string name, CancellationToken stop)
    {
        Uri url = session.Resolve($"{root}sobjects/{Uri.EscapeDataString(name)}/describe");
        try
        {
            return await JsonCall.SendAsync(session, ApiRequest.Get(url), "describe response", Read, stop).ConfigureAwait(false);
        }
        catch (SfException e)
        {
            // Not an object that this user may describe. That may change: a later query asks once more.
            if ((int?)e.StatusCode is 400 or 403 or 404 && !e.NotExecuted && e.Code != "REQUEST_LIMIT_EXCEEDED")
                _types.TryAdd(name, ObjectFields.Refused());

            // The page that waits for this is an attempt of a retry too: they must not multiply.
            e.Final = true;
            throw;
        }
    }

    private static ObjectFields Read(JsonElement describe)
    {
        Dictionary<string, FieldType> types = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> parents = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, FieldAccess> access = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonElement field in describe.GetProperty("fields").EnumerateArray())
        {
            FieldAccess one = AccessTo(field);
            types[one.Name] = FieldTypes.FromDescribe(field.GetProperty("type").GetString());
            access[one.Name] = one;
            if (one is { RelationshipName: { } parent, ReferenceTo.Count: 1 })
                parents[parent] = one.ReferenceTo[0];
        }

        return new ObjectFields(types, parents, access);
    }

    private static FieldAccess AccessTo(JsonElement field) => new(
        field.GetProperty("name").GetString()!,
        Is(field, "createable"),
        Is(field, "updateable"),
        JsonMember.Text(field, "relationshipName"),
        field.TryGetProperty("referenceTo", out JsonElement objects) && objects.ValueKind == JsonValueKind.Array
            ? [.. objects.EnumerateArray().Select(static o => o.GetString()!)]
            : []);

    // What is not said is not forbidden: Salesforce decides.
    private static bool Is(JsonElement field, string name) =>
        !field.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.False;
}
