using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Control;

/// <summary>Tokens, apps, users, time, and the end of the org.</summary>
internal sealed class OrgKnobs(
    SessionTable sessions,
    AppRegistry apps,
    UserDirectory users,
    LoginThrottle throttle,
    OrgSettings settings,
    EmulatorClock clock,
    Action stop)
{
    public Answer ExpireTokens(Call call)
    {
        if (ControlJson.ReadObject(call)["afterRequests"]?.GetValue<int>() is > 0 and var requests)
            sessions.ExpireAfter(requests);
        else
            sessions.ExpireAll();
        return Answer.Empty(204);
    }

    public Answer SetTokenLifetime(Call call)
    {
        sessions.Lifetime = TimeSpan.FromSeconds(Required(call, "seconds").GetValue<double>());
        return Answer.Empty(204);
    }

    public Answer SetLoginRate(Call call)
    {
        throttle.PerHour = Required(call, "perHour").GetValue<int>();
        return Answer.Empty(204);
    }

    public Answer AdvanceClock(Call call)
    {
        clock.Advance(TimeSpan.FromSeconds(Required(call, "advanceSeconds").GetValue<double>()));
        return ControlJson.Answer(new { now = clock.GetUtcNow() });
    }

    /// <summary>Without a secret in the order, a new random one.</summary>
    public Answer SetSecret(Call call)
    {
        string secret = ControlJson.ReadObject(call)["secret"]?.GetValue<string>() ?? AppRegistry.NewSecret();
        apps.Put(apps.Default with { ConsumerSecret = secret });
        return ControlJson.Answer(apps.Default);
    }

    public Answer SetSettings(Call call)
    {
        OrgSettings order = ControlJson.Merge(settings, ControlJson.ReadObject(call));
        settings.ClientSecretInRestApi = order.ClientSecretInRestApi;
        settings.BlockPasswordFlow = order.BlockPasswordFlow;
        settings.TrustedNetwork = order.TrustedNetwork;
        return ControlJson.Answer(settings);
    }

    public Answer ListApps(Call call) => ControlJson.Answer(apps.All);

    /// <summary>What the order leaves out is as in the default app, but for key and secret, which are new.</summary>
    public Answer AddApp(Call call)
    {
        ConnectedApp start = apps.Default with
        {
            Id = "",
            ConsumerId = "",
            Staged = null,
            ConsumerKey = AppRegistry.NewKey(),
            ConsumerSecret = AppRegistry.NewSecret(),
        };
        return Put(ControlJson.Merge(start, ControlJson.ReadObject(call)));
    }

    public Answer ChangeApp(Call call)
    {
        ConnectedApp app = apps.All.FirstOrDefault(a => a.ConsumerKey == call.Values["key"]) ?? throw RouteTable.NotFound();
        JsonObject order = ControlJson.ReadObject(call);
        order["consumerKey"] = app.ConsumerKey;
        return Put(ControlJson.Merge(app, order));
    }

    /// <summary>Writes into the rows that say what a user may do; what is hidden from the user is no row.</summary>
    public Answer SetUserAccess(Call call)
    {
        string id = users.Get(call.Values["id"]).Id;
        Data.UserAccess access = ControlJson.Merge(users.AccessOf(id), ControlJson.ReadObject(call));
        users.SetAccess(id, access);
        return ControlJson.Answer(access);
    }

    public Answer Stop(Call call)
    {
        stop();
        return Answer.Empty(204);
    }

    private Answer Put(ConnectedApp app) => ControlJson.Answer(apps.Put(app));

    private static JsonNode Required(Call call, string property) =>
        ControlJson.ReadObject(call)[property] ?? throw new FormatException($"{property} is missing.");
}
