using System.Collections;
using System.Text.RegularExpressions;

namespace SalesforceCC.Setup;

/// <summary>What an integration is to be called and to be allowed, checked.</summary>
internal sealed class IntegrationOptions
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);
    private static readonly Regex s_address = new(@"^[^\s@<>]{1,64}@[^\s@<>]+\.[^\s@<>]+\z", RegexOptions.CultureInvariant, s_limit);
    private static readonly Regex s_apiName = new(@"^[A-Za-z](?:_?[A-Za-z0-9])*\z", RegexOptions.CultureInvariant, s_limit);

    /// <summary>Label of everything: <c>SAP Integration</c>.</summary>
    public required string Label { get; init; }

    /// <summary>API name of app and permission set: <c>SAP_Integration</c>.</summary>
    public required string ApiName { get; init; }

    /// <summary>Short name of the user, at most eight characters.</summary>
    public required string Alias { get; init; }

    public required string PermissionSetName { get; init; }

    public required string Username { get; init; }

    public required string ContactEmail { get; init; }

    public required string CallbackUrl { get; init; }

    public required string ApiVersion { get; init; }

    public required string ProfileName { get; init; }

    public AppType AppType { get; init; }

    public IReadOnlyList<ObjectAccess> Objects { get; init; } = [];

    /// <summary>Also over what is there.</summary>
    public bool Force { get; init; }

    /// <summary>The app's type in Salesforce's words.</summary>
    public string AppKind => AppType == AppType.ConnectedApp ? "ConnectedApp" : "ExternalClientApplication";

    /// <summary>Checks names and addresses, and fills in those that follow from others.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER, saying which of them.</exception>
    public static IntegrationOptions Create(
        string system, string? username, string contactEmail, string? permissionSetName, Uri? callbackUrl, string profileName,
        AppType appType, IDictionary? objects, bool force, SfSession? session)
    {
        string label = IntegrationNames.Label(system);
        string apiName = IntegrationNames.ApiName(label);
        string alias = apiName.Replace("_Integration", "").Replace("_", "").ToLowerInvariant();
        string? user = username ?? (session is null ? null : $"{apiName.Replace('_', '.').ToLowerInvariant()}@{session.Domain.Host}");
        if (callbackUrl is { IsAbsoluteUri: false })
            throw Invalid($"The callback URL '{callbackUrl}' is not a URL such as https://acme.example/callback.");
        return new IntegrationOptions
        {
            Label = label,
            ApiName = apiName,
            Alias = alias.Length > 8 ? alias.Substring(0, 8) : alias,
            PermissionSetName = permissionSetName is null || (permissionSetName.Length <= 80 && s_apiName.IsMatch(permissionSetName))
                ? permissionSetName ?? apiName
                : throw Invalid($"The permission set name '{permissionSetName}' is not an API name: at most 80 letters A-Z, digits and single underscores, beginning with a letter."),
            Username = Address("The user name", user ?? throw Invalid("A user name is required if no org is set up: one in the form of an email address that is unique in all orgs."), 80),
            ContactEmail = Address("The contact email address", contactEmail, 80),
            CallbackUrl = callbackUrl?.AbsoluteUri ?? "https://login.salesforce.com/services/oauth2/callback",
            ApiVersion = session is null || session.ApiVersion == "latest" ? SfConnectOptions.DefaultApiVersion : session.ApiVersion,
            ProfileName = Text("The profile name", profileName, 255),
            AppType = appType,
            Objects = ObjectAccess.Read(objects),
            Force = force,
        };
    }

    /// <summary>A text that XML can hold, in one line.</summary>
    internal static string Text(string what, string text, int longest)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0 || trimmed.Length > longest)
            throw Invalid($"{what} must have 1 to {longest} characters; it has {trimmed.Length}.");
        for (int i = 0; i < trimmed.Length; i++)
        {
            bool pair = char.IsHighSurrogate(trimmed[i]) && i + 1 < trimmed.Length && char.IsLowSurrogate(trimmed[i + 1]);
            if (!pair && (char.IsControl(trimmed[i]) || char.IsSurrogate(trimmed[i]) || trimmed[i] >= '\uFFFE'))
                throw Invalid($"{what} has a character at position {i + 1} that is not allowed.");
            i += pair ? 1 : 0;
        }

        return trimmed;
    }

    internal static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);

    private static string Address(string what, string text, int longest) => s_address.IsMatch(Text(what, text, longest))
        ? text.Trim()
        : throw Invalid($"{what} '{text}' does not have the form of an email address.");
}
