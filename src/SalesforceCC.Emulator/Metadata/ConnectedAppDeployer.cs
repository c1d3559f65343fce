using System.Xml.Linq;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>
/// ConnectedApp. Since Spring '26 Salesforce lets an org create new ones only after a call to Support; this org has
/// made it.
/// </summary>
internal sealed class ConnectedAppDeployer : IComponentDeployer
{
    public (string? Id, bool Created) Deploy(MetadataComponent component, DeployTransaction transaction)
    {
        XElement xml = component.Xml;
        string label = xml.Required("label");
        xml.Required("contactEmail");
        XElement oauth = xml.Element(MetadataPackage.Namespace + "oauthConfig")
            ?? throw new ComponentProblem("Required field is missing: oauthConfig", xml);
        oauth.Required("callbackUrl");
        bool flow = oauth.Flag("isClientCredentialEnabled");
        string? userId = flow ? transaction.ExecutionUser(oauth.Text("oauthClientCredentialUser")) : null;

        string? old = transaction.Store.FindId($"SELECT Id FROM ConnectedApplication WHERE Name = {StoreQueries.Quote(label)}");
        string id = transaction.Keep("ConnectedApplication", old, new { Name = label });
        transaction.Apps = transaction.Apps.SetItem(component.FullName, new AppMetadata
        {
            Name = component.FullName,
            Label = label,
            IsConnectedApp = true,
            Scopes = OAuthScopes.ToTokens(oauth.All("scopes").Select(s => s.Value)),
            FlowInSettings = flow,
            FlowInPolicy = flow,
            RunAsUserId = userId,
            ConsumerKey = oauth.Text("consumerKey"),
            ConsumerSecret = oauth.Text("consumerSecret"),
            IntrospectAllTokens = oauth.Flag("isIntrospectAllTokens"),
            TokenFormat = oauth.Flag("isNamedUserJwtEnabled") ? TokenFormat.Jwt : TokenFormat.Opaque,
            PermittedUsers = oauth.Flag("isAdminApproved")
                ? PermittedUsers.AdminApprovedPreAuthorized
                : PermittedUsers.AllSelfAuthorized,
            PermissionSets = transaction.Existing("PermissionSet", [.. xml.All("permissionSetName").Select(p => p.Value)]),
            Profiles = transaction.Existing("Profile", [.. xml.All("profileName").Select(p => p.Value)]),
        });
        return (id, old is null);
    }
}
