using System.Globalization;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Credentials;

/// <summary>
/// <c>/apps/oauth</c>: the external client apps, their consumers' keys and secrets, and pairs staged for rotation.
/// Resources and fields are those of the Connect REST API guide; texts and statuses of refusals are not documented.
/// </summary>
internal sealed class CredentialsEndpoint(AppRegistry apps, OrgSettings settings, UserDirectory users, TimeProvider clock)
{
    private const int OldestVersionWithStaging = 65;
    private const int PageSize = 100;

    public Answer Usage(Call call)
    {
        RequireAccess();
        _ = int.TryParse(call.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out int page);
        List<ConnectedApp> all = apps.All.Where(a => !a.IsConnectedApp).OrderBy(a => a.Id, StringComparer.Ordinal).ToList();
        string root = $"{call.Version.Path}/apps/oauth/usage?pageSize={PageSize}&page=";
        return Answer.Json(200, new
        {
            apps = all.Skip(page * PageSize).Take(PageSize)
                .Select(a => new { identifier = a.Id, developerName = a.DeveloperName, name = a.DeveloperName }),
            currentPageUrl = root + page,
            nextPageUrl = all.Count > (page + 1) * PageSize ? root + (page + 1) : null,
        });
    }

    public Answer Consumers(Call call)
    {
        RequireAccess();
        ConnectedApp app = Find(call);
        string url = $"{call.Version.Path}/apps/oauth/credentials/{app.Id}/{app.ConsumerId}";
        return Answer.Json(200, new
        {
            consumers = new[]
            {
                new
                {
                    id = app.ConsumerId,
                    key = app.ConsumerKey,
                    name = app.DeveloperName,
                    stagedCredentialsUrl = call.Version.Number >= OldestVersionWithStaging ? url + "/staged" : null,
                    url,
                },
            },
            currentPageUrl = $"{call.Version.Path}/apps/oauth/credentials/{app.Id}",
            nextPageUrl = (string?)null,
        });
    }

    public Answer KeyAndSecret(Call call)
    {
        RequireAccess();
        ConnectedApp app = FindConsumer(call);
        string part = call.Query["part"].ToString().ToLowerInvariant();
        if (part is not ("" or "key" or "secret" or "keyandsecret"))
            throw new SalesforceError(400, "INVALID_API_INPUT", $"Invalid value for parameter part: {part}");
        return Answer.Json(200, new
        {
            id = app.ConsumerId,
            key = part == "secret" ? null : app.ConsumerKey,
            secret = part is "secret" or "keyandsecret" ? app.ConsumerSecret : null,
            name = app.DeveloperName,
        });
    }

    public Answer Staged(Call call) => Collection(call, FindForStaging(call));

    public Answer Stage(Call call)
    {
        ConnectedApp? app = FindForStaging(call);
        if (app.Staged is { } staged && !staged.HasExpired(clock.GetUtcNow()))
        {
            // That there is one place only is reported by tools that use the API; the text is ours.
            throw new SalesforceError(400, "INVALID_API_INPUT", "The OAuth consumer already has staged credentials.");
        }

        app = apps.Put(app with
        {
            Staged = new StagedCredential
            {
                Id = apps.NewStagedId(),
                Key = AppRegistry.NewKey(),
                Secret = AppRegistry.NewSecret(),
                State = StagedState.Active,
                CreatedDate = clock.GetUtcNow(),
                CreatedBy = users.Get(call.UserId).Username,
            },
        });
        return Collection(call, app);
    }

    public Answer StagedOne(Call call) => Answer.Json(200, Describe(call, FindStaged(call)));

    /// <summary>The staged pair becomes the primary one, which takes its place and goes on working for a while.</summary>
    public Answer Rotate(Call call)
    {
        ConnectedApp? app = FindStaged(call);
        string? command = call.ReadObject().TryGetProperty("command", out JsonElement c) ? c.ToString() : null;
        if (command != "rotate")
            throw new SalesforceError(400, "INVALID_API_INPUT", $"Invalid command: {command}");
        StagedCredential staged = app.Staged!;
        if (staged.State != StagedState.Active || staged.HasExpired(clock.GetUtcNow()))
            throw new SalesforceError(400, "INVALID_API_INPUT", "Only active staged credentials can be rotated.");
        app = apps.Put(app with
        {
            ConsumerKey = staged.Key,
            ConsumerSecret = staged.Secret,
            Staged = staged with
            {
                Key = app.ConsumerKey,
                Secret = app.ConsumerSecret,
                State = StagedState.Rotated,
                CreatedDate = clock.GetUtcNow(),
            },
        });
        return Answer.Json(200, Describe(call, app));
    }

    public Answer Delete(Call call)
    {
        apps.Put(FindStaged(call) with { Staged = null });
        return Answer.Empty(204);
    }

    private Answer Collection(Call call, ConnectedApp app) => Answer.Json(200, new
    {
        stagedCredentials = app.Staged is null ? [] : new[] { Describe(call, app) },
        url = $"{call.Version.Path}/apps/oauth/credentials/{app.Id}/{app.ConsumerId}/staged",
    });

    private object Describe(Call call, ConnectedApp app)
    {
        StagedCredential staged = app.Staged!;
        string consumer = $"{call.Version.Path}/apps/oauth/credentials/{app.Id}/{app.ConsumerId}";
        return new
        {
            id = staged.Id,
            key = staged.Key,
            secret = staged.Secret,
            state = staged.HasExpired(clock.GetUtcNow()) ? "Expired" : staged.State.ToString(),
            createdBy = staged.CreatedBy,
            createdDate = Time(staged.CreatedDate),
            expirationDate = Time(staged.ExpirationDate),
            stagedCredentialsUrl = $"{consumer}/staged",
            url = $"{consumer}/staged/{staged.Id}",
        };
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private ConnectedApp Find(Call call) => apps.All.FirstOrDefault(a => Same(a.Id, call.Values["app"])) ?? throw RouteTable.NotFound();

    private ConnectedApp FindConsumer(Call call) =>
        Find(call) is { } app && Same(app.ConsumerId, call.Values["consumer"]) ? app : throw RouteTable.NotFound();

    private ConnectedApp FindForStaging(Call call)
    {
        RequireAccess();
        return call.Version.Number >= OldestVersionWithStaging ? FindConsumer(call) : throw RouteTable.NotFound();
    }

    private ConnectedApp FindStaged(Call call) =>
        FindForStaging(call) is { Staged: { } staged } app && Same(staged.Id, call.Values["staged"])
            ? app
            : throw RouteTable.NotFound();

    private static bool Same(string id, string given) => SalesforceId.TryNormalize(given, out string? normal) && normal == id;

    private void RequireAccess()
    {
        if (!settings.ClientSecretInRestApi)
        {
            throw new SalesforceError(
                403, "FUNCTIONALITY_NOT_ENABLED", "This feature is not currently enabled for this user type or org: [OAuthCredentials]");
        }
    }
}
