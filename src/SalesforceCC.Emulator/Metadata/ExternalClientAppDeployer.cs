using System.Xml.Linq;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>The five types that make an external client app with OAuth.</summary>
internal sealed class ExternalClientAppDeployer : IComponentDeployer
{
    public (string? Id, bool Created) Deploy(MetadataComponent component, DeployTransaction transaction)
    {
        XElement xml = component.Xml;
        if (component.Type.Name == "ExternalClientApplication")
            return Header(component, transaction);

        string name = xml.Required("externalClientApplication");
        if (!transaction.Apps.TryGetValue(name, out AppMetadata? app))
        {
            throw new ComponentProblem(
                $"In field: externalClientApplication - no ExternalClientApplication named {name} found",
                xml.Element(MetadataPackage.Namespace + "externalClientApplication"));
        }

        xml.Required("label");
        bool created = component.Type.Name switch
        {
            "ExtlClntAppOauthSettings" => app.Scopes is null,
            "ExtlClntAppGlobalOauthSettings" => app.FlowInSettings is null,
            _ => false,
        };
        transaction.Apps = transaction.Apps.SetItem(app.Name, component.Type.Name switch
        {
            "ExtlClntAppOauthSettings" => app with { Scopes = OAuthScopes.ToTokens(xml.List("commaSeparatedOauthScopes")) },
            "ExtlClntAppGlobalOauthSettings" => Global(app, xml),
            "ExtlClntAppOauthConfigurablePolicies" => Policies(app, xml, transaction),
            _ => app with { Enabled = xml.Flag("isEnabled", true) && xml.Flag("isOauthPluginEnabled", true) },
        });
        return (null, created);
    }

    /// <summary>The app's row comes with its consumer: an app without OAuth settings has none here.</summary>
    private static (string? Id, bool Created) Header(MetadataComponent component, DeployTransaction transaction)
    {
        XElement xml = component.Xml;
        string label = xml.Required("label");
        xml.Required("contactEmail");
        xml.OneOf("distributionState", "ExtlClntAppDistState", "Local", "Packageable", "Packaged");
        bool created = !transaction.Apps.TryGetValue(component.FullName, out AppMetadata? app);
        app ??= new AppMetadata { Name = component.FullName, Label = label };
        transaction.Apps = transaction.Apps.SetItem(app.Name, app with { Label = label });
        return (null, created);
    }

    private static AppMetadata Global(AppMetadata app, XElement xml)
    {
        xml.Required("callbackUrl");
        if (app.Scopes is null)
        {
            throw new ComponentProblem(
                "The external client app configured in your global OAuth Settings doesn't have a valid OAuth settings configuration.",
                xml);
        }

        return app with
        {
            FlowInSettings = xml.Flag("isClientCredentialsFlowEnabled"),
            IntrospectAllTokens = xml.Flag("isIntrospectAllTokens"),
            TokenFormat = xml.Flag("isNamedUserJwtEnabled") ? TokenFormat.Jwt : TokenFormat.Opaque,
            ConsumerKey = xml.Text("consumerKey"),
            ConsumerSecret = xml.Text("consumerSecret"),
        };
    }

    private static AppMetadata Policies(AppMetadata app, XElement xml, DeployTransaction transaction)
    {
        bool flow = xml.Flag("isClientCredentialsFlowEnabled");
        xml.OneOf("ipRelaxationPolicyType", "IpRelaxationPolicyType", "Enforce", "Bypass", "Bypass_2factor", "Enforce_RelaxRefresh");
        string? permitted = xml.OneOf(
            "permittedUsersPolicyType", "PermittedUsersPolicyType", "AdminApprovedPreAuthorized", "AllSelfAuthorized");
        return app with
        {
            FlowInPolicy = flow,
            RunAsUserId = flow ? transaction.ExecutionUser(xml.Text("clientCredentialsFlowUser")) : null,
            PermittedUsers = permitted == "AdminApprovedPreAuthorized"
                ? PermittedUsers.AdminApprovedPreAuthorized
                : PermittedUsers.AllSelfAuthorized,
            PermissionSets = transaction.Existing("PermissionSet", xml.List("commaSeparatedPermissionSet")),
            Profiles = transaction.Existing("Profile", xml.List("commaSeparatedProfile")),
        };
    }
}
