using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>Field types by describe: asked once per object and session, and only when a reader needs them.</summary>
internal sealed class DescribeFieldTypes(SfSession session, string root = "") : IFieldTypeSource
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ObjectFields>>> _types =
        new(StringComparer.OrdinalIgnoreCase);

    public ObjectFields? TryGet(string objectName) =>
        _types.TryGetValue(objectName, out Lazy<Task<ObjectFields>>? types)
        && types.Value.Status == TaskStatus.RanToCompletion
#pragma warning disable VSTHRD002, VSTHRD104 // The task has ended.
            ? types.Value.Result
#pragma warning restore VSTHRD002, VSTHRD104
            : null;

    public async Task<ObjectFields> GetAsync(string objectName, CancellationToken cancellationToken)
    {
        while (true)
        {
            Lazy<Task<ObjectFields>> types = _types.GetOrAdd(
                objectName, name => new(() => DescribeAsync(name, cancellationToken)));
            try
            {
                return await HttpShim.WaitAsync(types.Value, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception e)
            {
                // A failure is not remembered; and whoever asked first may have been stopped, which is not our end.
                Remove(objectName, types);
                if (e is SfException { NotExecuted: false, Code: not "REQUEST_LIMIT_EXCEEDED" } and { StatusCode: var status }
                    && (int?)status is 400 or 403 or 404)
                {
                    // Not an object one may describe: nobody needs to try again.
                    _types.TryAdd(objectName, new(static () => Task.FromResult(ObjectFields.None)));
                }

                if (e is not OperationCanceledException)
                    throw;
            }
        }
    }

    public async Task<ObjectFields> GetWithAsync(string objectName, string field, CancellationToken cancellationToken)
    {
        ObjectFields before = await GetAsync(objectName, cancellationToken).ConfigureAwait(false);
        if (before.TypeOf(field) is not null)
            return before;
        if (_types.TryGetValue(objectName, out Lazy<Task<ObjectFields>>? types) && ReferenceEquals(TryGet(objectName), before))
            Remove(objectName, types);
        try
        {
            ObjectFields now = await GetAsync(objectName, cancellationToken).ConfigureAwait(false);
            if (now.TypeOf(field) is null)
                now.SetMissing(field);
            return now;
        }
        catch (Exception)
        {
            // What was known stays known.
            _types.TryAdd(objectName, new(() => Task.FromResult(before)));
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

    private void Remove(string objectName, Lazy<Task<ObjectFields>> types) =>
        ((ICollection<KeyValuePair<string, Lazy<Task<ObjectFields>>>>)_types).Remove(new(objectName, types));

    private async Task<ObjectFields> DescribeAsync(string name, CancellationToken stop)
    {
        Uri url = session.Resolve($"{root}sobjects/{Uri.EscapeDataString(name)}/describe");
        try
        {
            return await session.SendAsync(
                ApiRequest.Get(url), static (_, body, token) => ReadAsync(body, token), stop).ConfigureAwait(false);
        }
        catch (SfException e)
        {
            // The page that waits for this is an attempt of a retry too: they must not multiply.
            e.Final = true;
            throw;
        }
    }

    private static async Task<ObjectFields> ReadAsync(Stream body, CancellationToken stop)
    {
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(body, default, stop).ConfigureAwait(false);
            Dictionary<string, FieldType> types = new(StringComparer.OrdinalIgnoreCase);
            Dictionary<string, string> parents = new(StringComparer.OrdinalIgnoreCase);
            foreach (JsonElement field in document.RootElement.GetProperty("fields").EnumerateArray())
            {
                types[field.GetProperty("name").GetString()!] = FieldTypes.FromDescribe(field.GetProperty("type").GetString());
                if (field.TryGetProperty("relationshipName", out JsonElement name) && name.ValueKind == JsonValueKind.String
                    && field.TryGetProperty("referenceTo", out JsonElement objects) && objects.ValueKind == JsonValueKind.Array
                    && objects.GetArrayLength() == 1)
                    parents[name.GetString()!] = objects[0].GetString()!;
            }

            return new ObjectFields(types, parents);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new SfException(SfErrorCodes.InvalidResponse, "The describe answer does not have the form it should have.", e);
        }
    }
}
