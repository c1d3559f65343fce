using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>Field types by describe: asked once per object and session, and only when a reader needs them.</summary>
internal sealed class DescribeFieldTypes(SfSession session, string root = "") : IFieldTypeSource
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, FieldType>?>>> _types =
        new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, FieldType>? TryGet(string objectName) =>
        _types.TryGetValue(objectName, out Lazy<Task<IReadOnlyDictionary<string, FieldType>?>>? types)
        && types.Value.Status == TaskStatus.RanToCompletion
#pragma warning disable VSTHRD002, VSTHRD104 // The task has ended.
            ? types.Value.Result
#pragma warning restore VSTHRD002, VSTHRD104
            : null;

    public async Task<IReadOnlyDictionary<string, FieldType>?> GetAsync(
        string objectName, CancellationToken cancellationToken)
    {
        while (true)
        {
            Lazy<Task<IReadOnlyDictionary<string, FieldType>?>> types = _types.GetOrAdd(
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
                ((ICollection<KeyValuePair<string, Lazy<Task<IReadOnlyDictionary<string, FieldType>?>>>>)_types)
                    .Remove(new(objectName, types));
                if (e is not OperationCanceledException)
                    throw;
            }
        }
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
