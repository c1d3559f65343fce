using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Credentials;

/// <summary>Keys and secrets of external client apps.</summary>
internal sealed class CredentialsApi : IApi
{
    public void AddTo(Org org, DataApi api)
    {
        CredentialsEndpoint credentials = new CredentialsEndpoint(org.Apps, org.Settings, org.Users, org.Clock);
        api.Routes
            .Map("GET", "/apps/oauth/usage", credentials.Usage)
            .Map("GET", "/apps/oauth/credentials/{app}", credentials.Consumers)
            .Map("GET", "/apps/oauth/credentials/{app}/{consumer}", credentials.KeyAndSecret)
            .Map("GET", "/apps/oauth/credentials/{app}/{consumer}/staged", credentials.Staged)
            .Map("POST", "/apps/oauth/credentials/{app}/{consumer}/staged", credentials.Stage)
            .Map("GET", "/apps/oauth/credentials/{app}/{consumer}/staged/{staged}", credentials.StagedOne)
            .Map("PATCH", "/apps/oauth/credentials/{app}/{consumer}/staged/{staged}", credentials.Rotate)
            .Map("DELETE", "/apps/oauth/credentials/{app}/{consumer}/staged/{staged}", credentials.Delete);
    }
}
