using System.Text.Json;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Metadata;

/// <summary>What comes of packages that are as they should be.</summary>
public sealed class DeployTests
{
    [Fact]
    public async Task An_empty_org_has_an_administrator_and_a_login_for_it()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        JsonElement[] users = await org.QueryAsync("SELECT Profile.Name FROM User");
        Assert.Equal("System Administrator", users.Single().GetProperty("Profile").GetProperty("Name").GetString());
        Assert.Empty(await org.QueryAsync("SELECT Id FROM PermissionSet WHERE IsOwnedByProfile = false"));
        Assert.Empty(await org.QueryAsync("SELECT Id FROM PermissionSetLicenseAssign"));
    }

    [Fact]
    public async Task A_deployed_app_issues_tokens_to_its_user()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        string user = await org.AddRunnerAsync();
        JsonElement result = await org.DeployAsync(new AppPackage().ToZip());
        Assert.Equal("Succeeded", result.GetProperty("status").GetString());
        Assert.Equal(6, result.GetProperty("numberComponentsDeployed").GetInt32());
        Assert.Equal(6, result.GetProperty("numberComponentsTotal").GetInt32());
        JsonElement[] successes = [.. result.GetProperty("details").GetProperty("componentSuccesses").EnumerateArray()];
        Assert.Equal(7, successes.Length);
        Assert.Contains(successes, s => s.GetProperty("fileName").GetString() == "package.xml");

        JsonElement app = (await org.AppsAsync()).Single(a => a.GetProperty("developerName").GetString() == "SAP");
        string key = app.GetProperty("consumerKey").GetString()!, secret = app.GetProperty("consumerSecret").GetString()!;
        using HttpResponseMessage refused = await org.TokenAsync(key, secret);
        Assert.Equal("invalid_app_access", (await refused.JsonAsync()).GetProperty("error").GetString());

        string set = await org.IdAsync("SELECT Id FROM PermissionSet WHERE Name = 'SAP' AND PermissionsApiUserOnly = true");
        await org.CreateAsync("PermissionSetAssignment", new { AssigneeId = user, PermissionSetId = set });
        using HttpResponseMessage answer = await org.TokenAsync(key, secret);
        JsonElement token = await answer.JsonAsync();
        Assert.Equal("api", token.GetProperty("scope").GetString());
        Assert.EndsWith(user, token.GetProperty("id").GetString(), StringComparison.Ordinal);

        JsonElement access = (await org.QueryAsync("SELECT PermissionsCreate, PermissionsEdit FROM ObjectPermissions")).Single();
        Assert.True(access.GetProperty("PermissionsCreate").GetBoolean());
        Assert.False(access.GetProperty("PermissionsEdit").GetBoolean());
        Assert.Single(await org.QueryAsync("SELECT Id FROM ExternalClientApplication WHERE DeveloperName = 'SAP'"));
    }

    [Theory]
    [InlineData("global", "client credentials flow not enabled")]
    [InlineData("policy", "client credentials flow not enabled")]
    [InlineData("plugin", "External client app is not installed in this org")]
    public async Task The_flow_must_be_on_in_both_places_and_the_plugin_too(string off, string description)
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        await org.AddRunnerAsync();
        AppPackage package = new() { OauthPolicy = new AppPackage().OauthPolicy.Replace("AdminApprovedPreAuthorized", "AllSelfAuthorized") };
        await org.DeployAsync(package.ToZip());
        JsonElement app = (await org.AppsAsync()).Single(a => a.GetProperty("developerName").GetString() == "SAP");
        string key = app.GetProperty("consumerKey").GetString()!, secret = app.GetProperty("consumerSecret").GetString()!;
        using HttpResponseMessage before = await org.TokenAsync(key, secret);
        Assert.Equal(200, (int)before.StatusCode);

        if (off == "global") package.Global = package.Global.Replace(">true<", ">false<");
        if (off == "policy") package.OauthPolicy = package.OauthPolicy.Replace(">true<", ">false<");
        if (off == "plugin") package.Policy = package.Policy.Replace("<isOauthPluginEnabled>true", "<isOauthPluginEnabled>false");
        JsonElement again = await org.DeployAsync(package.ToZip());
        Assert.All(
            again.GetProperty("details").GetProperty("componentSuccesses").EnumerateArray(),
            s => Assert.False(s.GetProperty("created").GetBoolean()));

        // Deployed again, the app keeps its key and secret.
        using HttpResponseMessage after = await org.TokenAsync(key, secret);
        Assert.Equal(description, (await after.JsonAsync()).GetProperty("error_description").GetString());
    }

    [Fact]
    public async Task It_is_pending_then_in_progress_then_done()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        await org.AddRunnerAsync();
        string id = await org.StartDeployAsync(new AppPackage().ToZip());
        List<string> seen = [];
        for (int i = 0; i < 4; i++)
        {
            JsonElement result = await org.AskAsync(id, details: false);
            Assert.Equal(JsonValueKind.Null, result.GetProperty("details").ValueKind);
            seen.Add($"{result.GetProperty("status")} {result.GetProperty("numberComponentsDeployed")}/{result.GetProperty("numberComponentsTotal")}");
        }

        Assert.Equal(["Pending 0/0", "InProgress 3/6", "Succeeded 6/6", "Succeeded 6/6"], seen);
    }

    [Fact]
    public async Task Check_only_leaves_nothing_behind()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        await org.AddRunnerAsync();
        JsonElement result = await org.DeployAsync(
            new AppPackage().ToZip(), new { checkOnly = true, rollbackOnError = true, singlePackage = true });
        Assert.True(result.GetProperty("success").GetBoolean());
        Assert.Empty(await org.QueryAsync("SELECT Id FROM ExternalClientApplication WHERE DeveloperName = 'SAP'"));
        Assert.Empty(await org.QueryAsync("SELECT Id FROM PermissionSet WHERE Name = 'SAP'"));
        Assert.Single(await org.AppsAsync());
    }

    [Fact]
    public async Task Canceled_before_it_began_it_does_nothing()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        string id = await org.StartDeployAsync(new AppPackage().ToZip());
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Patch, $"/{id}", """{"deployResult":{"status":"Canceling"}}""");
        Assert.Equal(202, (int)answer.StatusCode);
        JsonElement result = await org.AskAsync(id);
        Assert.Equal("Canceled", result.GetProperty("status").GetString());
        Assert.False(result.GetProperty("success").GetBoolean());
        Assert.Empty(await org.QueryAsync("SELECT Id FROM ExternalClientApplication WHERE DeveloperName = 'SAP'"));
    }

    [Fact]
    public async Task What_a_permission_set_no_longer_names_is_switched_off()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        AppPackage package = new();
        package.Without.UnionWith(["ExternalClientApplication", "ExtlClntAppOauthSettings", "ExtlClntAppGlobalOauthSettings", "ExtlClntAppOauthConfigurablePolicies", "ExtlClntAppConfigurablePolicies"]);
        await org.DeployAsync(package.ToZip());
        package.PermissionSet = "<label>SAP 2</label>";
        JsonElement result = await org.DeployAsync(package.ToZip());
        Assert.True(result.GetProperty("success").GetBoolean());
        JsonElement set = (await org.QueryAsync("SELECT Label, PermissionsApiEnabled FROM PermissionSet WHERE Name = 'SAP'")).Single();
        Assert.Equal("SAP 2", set.GetProperty("Label").GetString());
        Assert.False(set.GetProperty("PermissionsApiEnabled").GetBoolean());
        Assert.Empty(await org.QueryAsync("SELECT Id FROM ObjectPermissions"));
    }

    [Fact]
    public async Task A_connected_app_is_one_component()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        await org.AddRunnerAsync();
        byte[] zip = EmptyOrg.Package(["ConnectedApp:*"], [("connectedApps/SAP.connectedApp", EmptyOrg.Xml(
            "ConnectedApp",
            "<contactEmail>it@acme.example</contactEmail><label>SAP</label><oauthConfig><callbackUrl>https://acme.example/</callbackUrl>" +
            "<isClientCredentialEnabled>true</isClientCredentialEnabled>" +
            $"<oauthClientCredentialUser>{EmptyOrg.Runner}</oauthClientCredentialUser><scopes>Api</scopes></oauthConfig>"))]);
        Assert.True((await org.DeployAsync(zip)).GetProperty("success").GetBoolean());
        JsonElement app = (await org.AppsAsync()).Single(a => a.GetProperty("developerName").GetString() == "SAP");
        using HttpResponseMessage answer = await org.TokenAsync(
            app.GetProperty("consumerKey").GetString(), app.GetProperty("consumerSecret").GetString());
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Single(await org.QueryAsync("SELECT Id FROM ConnectedApplication WHERE Name = 'SAP'"));
    }

    [Fact]
    public async Task Parts_may_have_any_name_and_packages_a_folder()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        byte[] zip = EmptyOrg.Zip(
        [
            ("unpackaged/package.xml", $"<Package xmlns=\"{EmptyOrg.Namespace}\"><types><members>A</members><name>PermissionSet</name></types></Package>"),
            ("unpackaged/permissionsets/A.permissionset", EmptyOrg.Xml("PermissionSet", "<label>A</label>")),
        ]);
        using HttpResponseMessage answer = await org.PostAsync(zip, new { rollbackOnError = true }, "entity_content");
        string id = (await answer.JsonAsync()).GetProperty("id").GetString()!;
        for (int i = 0; i < 2; i++) await org.AskAsync(id);
        Assert.Equal("Succeeded", (await org.AskAsync(id)).GetProperty("status").GetString());
    }
}
