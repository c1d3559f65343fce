using System.Globalization;
using System.Text;
using System.Text.Json;
using SalesforceCC.Auth;
using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Rotation;

/// <summary>
/// Keys and secrets of external client apps over the Connect REST API: /apps/oauth, with staging from version 65.0 on.
/// The org must allow it (External Client App Settings), and the user needs External Client App Developer and View
/// Client Secret.
/// </summary>
internal sealed class AppCredentials(SfSession session)
{
    private const int StagingVersion = 65;
    private const int MaxLength = 4 << 20;

    /// <summary>The app's consumer that has one of the keys; null where there is none. A call, or one an app and page.</summary>
    public async Task<AppConsumer?> FindAsync(string? appId, ICollection<string> keys, CancellationToken stop)
    {
        if (appId is not null)
            return await ConsumerAsync(appId, keys, stop).ConfigureAwait(false);

        Uri? page = Resolve("apps/oauth/usage");
        LinkTrail trail = new(page);
        while (page is not null)
        {
            (List<string> apps, string? next) = await AppsAsync(page, stop).ConfigureAwait(false);
            foreach (string app in apps)
                if (await ConsumerAsync(app, keys, stop).ConfigureAwait(false) is { } found)
                    return found;
            page = next is null ? null : trail.Follow(session.InstanceUrl, next);
        }

        return null;
    }

    /// <summary>The further pair; null where there is none.</summary>
    public async Task<StagedCredential?> StagedAsync(AppConsumer consumer, CancellationToken stop) =>
        await SendAsync(HttpMethod.Get, consumer.StagedPath, null, ReadStaged, stop).ConfigureAwait(false);

    /// <summary>Makes a new pair.</summary>
    public async Task<StagedCredential> StageAsync(AppConsumer consumer, CancellationToken stop)
    {
        // Without any body at all the server is reported to wait for one until the connection breaks.
        StagedCredential staged = await SendAsync(HttpMethod.Post, consumer.StagedPath, "{}", ReadStaged, stop).ConfigureAwait(false)
            ?? throw Invalid();
        return staged.Secret is null || staged.Key.Length == 0 ? throw Invalid() : staged;
    }

    /// <summary>Makes the staged pair the primary one; the primary one takes its place.</summary>
    public Task PromoteAsync(AppConsumer consumer, StagedCredential staged, CancellationToken stop) =>
        SendAsync(new HttpMethod("PATCH"), One(consumer, staged), """{"command":"rotate"}""", static _ => true, stop);

    /// <summary>Ends the further pair.</summary>
    public Task DeleteAsync(AppConsumer consumer, StagedCredential staged, CancellationToken stop) =>
        SendAsync(HttpMethod.Delete, One(consumer, staged), null, static _ => true, stop);

    private static string One(AppConsumer consumer, StagedCredential staged) =>
        $"{consumer.StagedPath}/{Uri.EscapeDataString(staged.Id)}";

    private Task<(List<string> Apps, string? Next)> AppsAsync(Uri page, CancellationToken stop) =>
        SendAsync(
            HttpMethod.Get, page, null,
            body =>
            {
                using JsonDocument answer = JsonDocument.Parse(body);
                List<string> apps = [.. answer.RootElement.GetProperty("apps").EnumerateArray()
                    .Select(static a => a.GetProperty("identifier").GetString()!)];
                return (apps, Text(answer.RootElement, "nextPageUrl"));
            },
            stop);

    private Task<AppConsumer?> ConsumerAsync(string appId, ICollection<string> keys, CancellationToken stop) =>
        SendAsync(
            HttpMethod.Get, $"apps/oauth/credentials/{Uri.EscapeDataString(appId)}", null,
            body =>
            {
                using JsonDocument answer = JsonDocument.Parse(body);
                foreach (JsonElement consumer in answer.RootElement.GetProperty("consumers").EnumerateArray())
                    if (Text(consumer, "key") is { } key && keys.Contains(key))
                        return new AppConsumer(appId, consumer.GetProperty("id").GetString()!, key, Text(consumer, "name") ?? "");
                return null;
            },
            stop);

    private static StagedCredential? ReadStaged(byte[] body) =>
        JsonSerializer.Deserialize<StagedCredentialList>(body)?.StagedCredentials switch
        {
            null => throw Invalid(),
            [] => null,
            var all => all[0] is { Id.Length: > 0 } staged ? staged : throw Invalid(),
        };

    private Task<T> SendAsync<T>(HttpMethod method, string path, string? json, Func<byte[], T> read, CancellationToken stop) =>
        SendAsync(method, Resolve(path), json, read, stop);

    private Task<T> SendAsync<T>(HttpMethod method, Uri url, string? json, Func<byte[], T> read, CancellationToken stop) =>
        session.SendAsync(
            new ApiRequest
            {
                Method = method,
                Url = url,
                Body = json is null ? null : RequestBody.Of(Encoding.UTF8.GetBytes(json), "application/json"),
            },
            async (response, stream, token) =>
            {
                ForeignPage.Refuse(response);
                byte[] body = await Body.ReadAsync(stream, MaxLength, token).ConfigureAwait(false);
                try
                {
                    return read(body);
                }
                catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
                {
                    throw Invalid(e);
                }
                finally
                {
                    SecretBytes.Clear(body);
                }
            },
            stop);

    /// <summary>The resource in the session's version, or in the first that has it.</summary>
    private Uri Resolve(string path)
    {
        bool old = int.TryParse(session.ApiVersion.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            && version < StagingVersion;
        return session.Resolve(old ? $"/services/data/v{StagingVersion}.0/{path}" : path);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static SfException Invalid(Exception? inner = null) =>
        new(SfErrorCodes.InvalidResponse, "The answer about the app's credentials does not have the form it should have.", inner);
}
