namespace SalesforceCC.Emulator.Metadata;

/// <summary>Scopes as metadata names them, and as tokens do.</summary>
internal static class OAuthScopes
{
    private static readonly Dictionary<string, string> s_byName = new(StringComparer.Ordinal)
    {
        ["Address"] = "address",
        ["Api"] = "api",
        ["Basic"] = "id",
        ["Chatbot"] = "chatbot_api",
        ["Chatter"] = "chatter_api",
        ["Content"] = "content",
        ["CustomPermissions"] = "custom_permissions",
        ["Eclair"] = "eclair_api",
        ["Email"] = "email",
        ["Full"] = "full",
        ["Interaction"] = "interaction_api",
        ["Lightning"] = "lightning",
        ["MCP"] = "mcp_api",
        ["OfflineAccess"] = "offline_access",
        ["OpenID"] = "openid",
        ["Pardot"] = "pardot_api",
        ["Phone"] = "phone",
        ["Profile"] = "profile",
        ["RefreshToken"] = "refresh_token",
        ["SFApiPlatform"] = "sfap_api",
        ["Wave"] = "wave_api",
        ["Web"] = "web",
    };

    /// <summary>That an unknown scope is refused with a list of the valid ones is reported; the text is not verified.</summary>
    public static IReadOnlyList<string> ToTokens(IEnumerable<string> names) => [.. names.Select(n =>
        s_byName.TryGetValue(n, out string? token)
            ? token
            : throw new ComponentProblem($"'{n}' is not a valid OAuth scope. Valid values are: {string.Join(", ", s_byName.Keys)}"))];
}
