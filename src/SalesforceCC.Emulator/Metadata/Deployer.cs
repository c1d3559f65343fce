using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>Makes the org what a package says.</summary>
internal sealed class Deployer(OrgStore store, AppCatalog catalog)
{
    private static readonly ExternalClientAppDeployer s_externalClientApps = new();

    /// <summary>Who deploys which type; a new type is one more line, here and in <see cref="MetadataType.All"/>.</summary>
    private static readonly Dictionary<string, IComponentDeployer> s_deployers = new(StringComparer.Ordinal)
    {
        ["CustomObject"] = new CustomObjectDeployer(),
        ["CustomField"] = new CustomFieldDeployer(),
        ["PermissionSet"] = new PermissionSetDeployer(),
        ["ExternalClientApplication"] = s_externalClientApps,
        ["ExtlClntAppOauthSettings"] = s_externalClientApps,
        ["ExtlClntAppGlobalOauthSettings"] = s_externalClientApps,
        ["ExtlClntAppOauthConfigurablePolicies"] = s_externalClientApps,
        ["ExtlClntAppConfigurablePolicies"] = s_externalClientApps,
        ["ConnectedApp"] = new ConnectedAppDeployer(),
    };

    private readonly Lock _oneAtATime = new();

    /// <summary>Deploys a package, all or nothing if that is asked for, and says what became of each component.</summary>
    public IReadOnlyList<DeployMessage> Run(MetadataPackage package, DeployOptions options, string userId)
    {
        // An org runs one deployment at a time.
        lock (_oneAtATime)
        {
            List<DeployMessage> messages = [.. package.Failures];
            try
            {
                store.Together(() =>
                {
                    DeployTransaction transaction = new(store, userId, catalog.Apps);
                    messages.AddRange(package.Components.Select(c => Deploy(c, transaction)));
                    if (options.CheckOnly || (options.RollbackOnError && !messages.TrueForAll(m => m.Success)))
                        throw new OperationCanceledException("Nothing of it is to stay.");
                    catalog.Commit(transaction.Apps);
                });
            }
            catch (OperationCanceledException)
            {
                // Undone, as it should be.
            }

            return messages;
        }
    }

    private DeployMessage Deploy(MetadataComponent component, DeployTransaction transaction)
    {
        DeployMessage message = new()
        {
            ComponentType = component.Type.Name,
            FullName = component.FullName,
            FileName = component.FileName,
        };
        IComponentDeployer deployer = s_deployers[component.Type.Name];
        try
        {
            (string? Id, bool Created) result = default;
            store.Together(() => result = deployer.Deploy(component, transaction));
            return message with { Id = result.Id, Created = result.Created };
        }
        catch (ComponentProblem problem)
        {
            return message with { Problem = problem };
        }
        catch (Exception e) when (e is SalesforceError or FormatException)
        {
            return message with { Problem = new ComponentProblem(e.Message) };
        }
    }
}
