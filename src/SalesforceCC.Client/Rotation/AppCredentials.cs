using System.Globalization;
using System.Text;
using System.Text.Json;
using SalesforceCC.Auth;
using SalesforceCC.Http;
using SalesforceCC.Json;
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
    private const string What = "response about the credentials of the app";

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
            ?? throw JsonReply.Malformed(What);
        return staged.Secret is null || staged.Key.Length == 0 ? throw JsonReply.Malformed(What) : staged;
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
            static body => JsonReply.Read(body, What, static root =>
            {
                List<string> apps = [.. root.GetProperty("apps").EnumerateArray().Select(static a => a.GetProperty("identifier").GetString()!)];
                return (apps, JsonMember.Text(root, "nextPageUrl"));
            }),
            stop);

    private Task<AppConsumer?> ConsumerAsync(string appId, ICollection<string> keys, CancellationToken stop) =>
        SendAsync(
            HttpMethod.Get, $"apps/oauth/credentials/{Uri.EscapeDataString(appId)}", null,
            body => JsonReply.Read(body, What, root =>
            {
                foreach (JsonElement consumer in root.GetProperty("consumers").EnumerateArray())
                    if (JsonMember.Text(consumer, "key") is { } key && keys.Contains(key))
                        return new AppConsumer(appId, consumer.GetProperty("id").GetString()!, key, JsonMember.Text(consumer, "name") ?? "");
                return null;
            }),
            stop);

    private static StagedCredential? ReadStaged(byte[] body) =>
        JsonReply.Read(body, What, static root => root.Deserialize<StagedCredentialList>())?.StagedCredentials switch
        {
            null => throw JsonReply.Malformed(What),
            [] => null,
            var all => all[0] is { Id.Length: > 0 } staged ? staged : throw JsonReply.Malformed(What),
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
}
