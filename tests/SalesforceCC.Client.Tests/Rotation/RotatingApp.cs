using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Rotation;

/// <summary>An external client app of an org: its own pair, the further one, and which of them connect.</summary>
internal sealed class RotatingApp : IAsyncDisposable
{
    public const string AppId = "0xI000000000001AAA";

    private const string Root = "/services/data/v68.0/apps/oauth";
    private const string Staged = $"{Root}/credentials/{AppId}/c1/staged";

    private int _made;

    public RotatingApp()
    {
        Org.On(LoopbackOrg.TokenLine, Token)
            .On($"GET {Root}/usage", _ => Reply.Json($$"""{"apps":[{"identifier":"{{AppId}}"}]}"""))
            .On($"GET {Root}/credentials/{AppId}", _ => Reply.Json($$"""{"consumers":[{"id":"c1","name":"app","key":"{{Pair.Key}}"}]}"""))
            .On($"GET {Staged}", _ => Reply.Json(StagedJson()))
            .On($"POST {Staged}", _ => Stage())
            .On($"PATCH {Staged}/s1", _ => Promote())
            .On($"DELETE {Staged}/s1", _ => End());
    }

    public LoopbackOrg Org { get; } = new();

    /// <summary>The app's own key and secret.</summary>
    public (string Key, string Secret) Pair { get; private set; } = ("key0", "secret0");

    /// <summary>The further pair, and Active or Rotated.</summary>
    public (string Key, string Secret, string State)? Further { get; set; }

    public static ClientCredential Credential(string key, string secret) => new(key, SecretBytes.Protect(secret));

    public Task<SfSession> AdminAsync() => Org.ConnectAsync();

    public ValueTask DisposeAsync() => Org.DisposeAsync();

    private Reply Token(ReceivedRequest request)
    {
        (string? key, string? secret) = (request.Form("client_id"), request.Form("client_secret"));
        return key == LoopbackOrg.ClientId ? Org.TokenReply()
            : (key, secret) == Pair || (key, secret) == (Further?.Key, Further?.Secret) ? Org.TokenReply(secret!)
            : Reply.Json("""{"error":"invalid_client","error_description":"invalid client credentials"}""", 400);
    }

    private Reply Stage()
    {
        _made++;
        Further = ($"key{_made}", $"secret{_made}", "Active");
        return Reply.Json(StagedJson());
    }

    private Reply Promote()
    {
        (string key, string secret, _) = Further!.Value;
        Further = (Pair.Key, Pair.Secret, "Rotated");
        Pair = (key, secret);
        return Reply.Json("{}");
    }

    private Reply End()
    {
        Further = null;
        return Reply.NoContent;
    }

    private string StagedJson() => Further is not ({ } key, { } secret, { } state) ? """{"stagedCredentials":[]}"""
        : $$"""{"stagedCredentials":[{"id":"s1","key":"{{key}}","secret":"{{secret}}","state":"{{state}}","expirationDate":"2026-12-27T00:00:00Z"}]}""";
}
