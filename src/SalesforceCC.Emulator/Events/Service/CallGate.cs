using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>Who may call: looked at when a call starts, and never again while it lasts.</summary>
internal sealed class CallGate(SessionTable sessions, UserDirectory users, string organizationId)
{
    /// <summary>Where calls have their token.</summary>
    public const string TokenKey = "accesstoken";

    private const string InstanceKey = "instanceurl";
    private const string TenantKey = "tenantid";

    /// <summary>The session of a call; the error where it has none.</summary>
    public (Session? Session, RpcError? Error) Admit(Grpc.Core.Metadata headers)
    {
        string token = headers.GetValue(TokenKey)?.Trim() ?? "";
        string instance = headers.GetValue(InstanceKey)?.Trim() ?? "";
        if (token.Length == 0 || !SalesforceId.TryNormalize(headers.GetValue(TenantKey)?.Trim(), out string? tenant))
            return (null, RpcErrors.AuthHeaders);

        // Which instance is named does not matter to the service, as far as is known: token and tenant lead to the org.
        if (!Uri.TryCreate(instance, UriKind.Absolute, out Uri? url) || url.Scheme is not ("https" or "http"))
            return (null, RpcErrors.AuthHeaders);
        if (tenant != organizationId || sessions.Use(token) is not { HasApiScope: true } session || !users.AccessOf(session.UserId).ApiEnabled)
            return (null, RpcErrors.Auth);
        return (session, null);
    }

    /// <summary>The token of a call still stands for a session.</summary>
    public bool IsAlive(PubSubCall call) => sessions.Find(call.Token) is not null;
}
