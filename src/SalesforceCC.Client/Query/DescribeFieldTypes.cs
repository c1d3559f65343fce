using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Auth;
using SalesforceCC.Http;
using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>Field types by describe: asked once per object and session, and only when a reader needs them.</summary>
internal sealed class DescribeFieldTypes(SfSession session, string root = "") : IFieldTypeSource
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, FieldType>?> _types =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, SingleFlight<IReadOnlyDictionary<string, FieldType>?>> _asking =
        new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, FieldType>? TryGet(string objectName) =>
        _types.TryGetValue(objectName, out IReadOnlyDictionary<string, FieldType>? types) ? types : null;

    public async Task<IReadOnlyDictionary<string, FieldType>?> GetAsync(
        string objectName, CancellationToken cancellationToken)
    {
        if (_types.TryGetValue(objectName, out IReadOnlyDictionary<string, FieldType>? known))
            return known;
        return await _asking.GetOrAdd(objectName, static _ => new()).RunAsync(
            async end => _types.TryGetValue(objectName, out IReadOnlyDictionary<string, FieldType>? other)
                ? other
                : _types[objectName] = await DescribeAsync(objectName, end).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<string, FieldType>?> DescribeAsync(string name, CancellationToken stop)
    {
        Uri url = session.Resolve($"{root}sobjects/{Uri.EscapeDataString(name)}/describe");
        try
        {
            return await session.SendAsync(
                ApiRequest.Get(url), static (_, body, token) => ReadAsync(body, token), stop).ConfigureAwait(false);
        }
        catch (SfException e) when (
            (int?)e.StatusCode is 400 or 403 or 404 && !e.NotExecuted && e.Code != "REQUEST_LIMIT_EXCEEDED")
        {
            // Not an object one may describe: its texts stay text, which is no reason to fail the query.
            return null;
        }
        catch (SfException e)
        {
            // The page that waits for this is an attempt of a retry too: they must not multiply.
            e.Final = true;
            throw;
        }
    }

    private static async Task<IReadOnlyDictionary<string, FieldType>?> ReadAsync(Stream body, CancellationToken stop)
    {
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(body, default, stop).ConfigureAwait(false);
            Dictionary<string, FieldType> types = new(StringComparer.OrdinalIgnoreCase);
            foreach (JsonElement field in document.RootElement.GetProperty("fields").EnumerateArray())
                types[field.GetProperty("name").GetString()!] = FieldTypes.FromDescribe(field.GetProperty("type").GetString());
            return types;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new SfException(SfErrorCodes.InvalidResponse, "The describe answer does not have the form it should have.", e);
        }
    }
}
