using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>
/// The apps as SOQL shows them to those who may see them: a row of ExternalClientApplication, and one of
/// ExtlClntAppOauthPlcyCnfg with its policies. Neither has the consumer key.
/// </summary>
internal sealed class AppPolicyRows(OrgStore store, UserDirectory users)
{
    private readonly ConcurrentDictionary<string, (string App, string Policy)> _rows = new();
    private readonly Lock _lock = new();

    /// <summary>Makes the rows say what the app is now.</summary>
    public void Write(ConnectedApp app)
    {
        // Tests of HTTP alone have a store without these objects.
        if (store.FindType("ExternalClientApplication") is not { } appType || store.FindType("ExtlClntAppOauthPlcyCnfg") is not { } policyType)
            return;
        if (app.IsConnectedApp)
            return;
        lock (_lock)
        {
            _rows.TryGetValue(app.Id, out (string App, string Policy) known);
            string appId = store.Keep(appType, known.App, ToJson(new { DeveloperName = app.DeveloperName, MasterLabel = app.Label ?? app.DeveloperName, Language = "en_US" }));
            string policyId = store.Keep(policyType, known.Policy, ToJson(new
            {
                DeveloperName = app.DeveloperName + "_defaultPolicy",
                MasterLabel = app.DeveloperName + "_defaultPolicy",
                Language = "en_US",
                ExternalClientApplicationId = appId,
                IpRelaxationPolicyType = app.IpRelaxation.ToString(),
                PermittedUsersPolicyType = app.PermittedUsers.ToString(),
                IsClientCredentialsFlowEnabled = app.ClientCredentialsEnabled,
                ClientCredentialsFlowUser = app.RunAsUserId is { } user ? users.Get(user).Username : null,
                IsNamedUserJwtEnabled = app.TokenFormat == TokenFormat.Jwt,
            }));
            _rows[app.Id] = (appId, policyId);
        }
    }

    private static JsonElement ToJson(object row) => JsonSerializer.SerializeToElement(row);
}
