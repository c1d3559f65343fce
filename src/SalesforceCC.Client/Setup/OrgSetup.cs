using System.Runtime.CompilerServices;
using SalesforceCC.Metadata;

namespace SalesforceCC.Setup;

/// <summary>
/// Sets an integration up in an org: user, license, permission set and app, assignment. What is there is used; each step
/// looks for itself, so that any of them may be left out, or repeated after a failure.
/// </summary>
internal sealed class OrgSetup(IntegrationOptions options, SfSession session)
{
    private const string License = "SalesforceAPIIntegrationPsl";

    private string? _userId;
    private string? _permissionSetId;

    /// <summary>What is to be done, in this order: the app needs the user, the assignment needs license and permission set.</summary>
    public IEnumerable<SetupStep> Steps =>
    [
        new($"User {options.Username}", "Find or create, with the profile " + options.ProfileName, User),
        new($"User {options.Username}", $"Assign the permission set license {License}", AssignLicense),
        new($"PermissionSet {options.PermissionSetName}, {options.AppKind} {options.ApiName}",
            options.Force ? "Deploy, and overwrite existing components" : "Deploy what does not exist yet", Deploy),
        new($"User {options.Username}", $"Assign the permission set {options.PermissionSetName}", AssignPermissionSet),
    ];

    private async IAsyncEnumerable<SetupEvent> User([EnumeratorCancellation] CancellationToken stop)
    {
        SfRecord? found = await OrgRows.FindAsync(
            session, "SELECT Id, IsActive, Profile.Name FROM User WHERE Username = :name", new() { ["name"] = options.Username }, stop)
            .ConfigureAwait(false);
        string? profile = (found?.GetValue("Profile") as SfRecord)?.GetValue("Name") as string ?? options.ProfileName;
        _userId = found?.GetValue("Id") as string ?? await CreateUserAsync(stop).ConfigureAwait(false);
        bool inactive = found?.GetValue("IsActive") is false;
        yield return Item("User", options.Username, found is not null, _userId, $"Profile {profile}{(inactive ? "; not active" : "")}");
    }

    private async Task<string> CreateUserAsync(CancellationToken stop)
    {
        string profile = await OrgRows.FindIdAsync(
            session, "SELECT Id FROM Profile WHERE Name = :name", new() { ["name"] = options.ProfileName }, stop).ConfigureAwait(false)
            ?? throw new SfException("NOT_FOUND", $"The org has no profile '{options.ProfileName}', or this user cannot see it.");
        SfRecord? org = await OrgRows.FindAsync(
            session, "SELECT TimeZoneSidKey, DefaultLocaleSidKey, LanguageLocaleKey FROM Organization", [], stop).ConfigureAwait(false);
        return await OrgRows.CreateAsync(session, "User", new()
        {
            ["Username"] = options.Username,
            ["LastName"] = options.Label,
            ["Alias"] = options.Alias,
            ["Email"] = options.ContactEmail,
            ["ProfileId"] = profile,
            ["TimeZoneSidKey"] = org?.GetValue("TimeZoneSidKey") ?? "GMT",
            ["LocaleSidKey"] = org?.GetValue("DefaultLocaleSidKey") ?? "en_US",
            ["LanguageLocaleKey"] = org?.GetValue("LanguageLocaleKey") ?? "en_US",
            ["EmailEncodingKey"] = "UTF-8",
        }, stop).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<SetupEvent> AssignLicense([EnumeratorCancellation] CancellationToken stop)
    {
        const string Kind = "PermissionSetLicenseAssign";
        string user = await UserIdAsync(stop).ConfigureAwait(false);
        string? license = await OrgRows.FindIdAsync(
            session, "SELECT Id FROM PermissionSetLicense WHERE DeveloperName = :name", new() { ["name"] = License }, stop).ConfigureAwait(false);
        yield return SetupEvent.Of(license is null
            ? ManualSetup.AssignLicense(options, "The org does not have it.")
            : await AssignAsync(Kind, "PermissionSetLicenseId", license, License, user, why => ManualSetup.AssignLicense(options, why), stop)
                .ConfigureAwait(false));
    }

    private async IAsyncEnumerable<SetupEvent> Deploy([EnumeratorCancellation] CancellationToken stop)
    {
        _permissionSetId = await FindPermissionSetAsync(stop).ConfigureAwait(false);
        string? app = await FindAppAsync(stop).ConfigureAwait(false);
        bool newSet = _permissionSetId is null, newApp = app is null;
        List<MetadataComponent> components = [];
        if (newSet || options.Force)
            components.Add(IntegrationComponents.PermissionSet(options));
        if (newApp || options.Force)
            components.AddRange(IntegrationComponents.App(options));
        if (components.Count > 0)
        {
            DeployResult? last = null;
            await foreach (DeployResult result in MetadataDeployer.DeployAsync(session, components, options.ApiVersion, stop).ConfigureAwait(false))
                yield return SetupEvent.Of(last = result);
            _permissionSetId ??= last!.Ids.TryGetValue("PermissionSet", out string? id) ? id : null;
            app ??= last!.Ids.TryGetValue(options.AppKind, out id) ? id : null;
        }

        yield return Item("PermissionSet", options.PermissionSetName, !newSet, _permissionSetId, forced: options.Force);
        yield return Item(options.AppKind, options.ApiName, !newApp, app, forced: options.Force);
    }

    private async IAsyncEnumerable<SetupEvent> AssignPermissionSet([EnumeratorCancellation] CancellationToken stop)
    {
        string user = await UserIdAsync(stop).ConfigureAwait(false);
        string set = _permissionSetId ??= await FindPermissionSetAsync(stop).ConfigureAwait(false)
            ?? throw new SfException("NOT_FOUND", $"The org has no permission set '{options.PermissionSetName}' to assign.");
        yield return SetupEvent.Of(await AssignAsync(
            "PermissionSetAssignment", "PermissionSetId", set, options.PermissionSetName, user,
            why => ManualSetup.AssignPermissionSet(options, why), stop).ConfigureAwait(false));
    }

    /// <summary>Assigns what is not assigned. What Salesforce refuses for reasons of licenses is left to be done by hand.</summary>
    private async Task<SfSetupItem> AssignAsync(
        string kind, string field, string id, string name, string user, Func<string, SfSetupItem> byHand, CancellationToken stop)
    {
        string? found = await OrgRows.FindIdAsync(
            session, $"SELECT Id FROM {kind} WHERE AssigneeId = :user AND {field} = :id", new() { ["user"] = user, ["id"] = id }, stop)
            .ConfigureAwait(false);
        try
        {
            string made = found ?? await OrgRows.CreateAsync(
                session, kind, new() { ["AssigneeId"] = user, [field] = id }, stop).ConfigureAwait(false);
            return Item(kind, name, found is not null, made).Item!;
        }
        catch (SfException e) when (e.Code is "LICENSE_LIMIT_EXCEEDED" or "FIELD_INTEGRITY_EXCEPTION")
        {
            return byHand($"{e.Code}: {e.Message}");
        }
    }

    private async Task<string> UserIdAsync(CancellationToken stop) => _userId ??= await OrgRows.FindIdAsync(
        session, "SELECT Id FROM User WHERE Username = :name", new() { ["name"] = options.Username }, stop).ConfigureAwait(false)
        ?? throw new SfException("NOT_FOUND", $"The org has no user '{options.Username}'.");

    private Task<string?> FindPermissionSetAsync(CancellationToken stop) => OrgRows.FindIdAsync(
        session,
        "SELECT Id FROM PermissionSet WHERE Name = :name AND NamespacePrefix = null",
        new() { ["name"] = options.PermissionSetName },
        stop);

    // A connected app shows its label only.
    private Task<string?> FindAppAsync(CancellationToken stop) => options.AppType == AppType.ConnectedApp
        ? OrgRows.FindIdAsync(session, "SELECT Id FROM ConnectedApplication WHERE Name = :name", new() { ["name"] = options.Label }, stop)
        : OrgRows.FindIdAsync(
            session, "SELECT Id FROM ExternalClientApplication WHERE DeveloperName = :name", new() { ["name"] = options.ApiName }, stop);

    private static SetupEvent Item(string kind, string name, bool found, string? id, string? detail = null, bool forced = false) =>
        SetupEvent.Of(new SfSetupItem
        {
            Kind = kind,
            Name = name,
            Id = id,
            Status = !found ? SfSetupStatus.Created : forced ? SfSetupStatus.Updated : SfSetupStatus.Found,
            Detail = detail,
        });
}
