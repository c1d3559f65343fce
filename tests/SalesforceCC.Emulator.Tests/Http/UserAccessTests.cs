using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>What a user may do is what the rows say, however they came to say it.</summary>
public sealed class UserAccessTests : IAsyncLifetime
{
    private const string Base = "/services/data/v68.0";

    private readonly HttpClient _client = new();
    private EmulatorHost _host = null!;
    private string _user = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await EmulatorHost.StartAsync(new EmulatorOptions());
        _client.BaseAddress = _host.Url;
        await LogIn();
        _user = await Id($"SELECT Id FROM User WHERE Username = '{_host.RunAsUsername}'");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task The_knob_reads_and_writes_the_rows()
    {
        Assert.Equal("""{"active":true,"frozen":false,"apiEnabled":true,"hidden":[]}""", (await Knob(new { })).GetRawText());

        await Knob(new { frozen = true });
        await Knob(new { frozen = false });
        await LogIn();
        Assert.Equal("False", await Value("SELECT IsFrozen FROM UserLogin WHERE UserId = '{0}'", "IsFrozen"));

        await Knob(new { apiEnabled = false });
        using HttpResponseMessage refused = await Get("limits");
        await refused.IsErrorAsync(403, "API_DISABLED_FOR_ORG");

        await Knob(new { apiEnabled = true });
        Assert.Equal("True", await Value("SELECT Profile.PermissionsApiEnabled FROM User WHERE Id = '{0}'", "Profile", "PermissionsApiEnabled"));
    }

    [Fact]
    public async Task The_api_stays_open_while_the_profile_or_a_permission_set_has_API_Enabled()
    {
        string profile = await Id($"SELECT ProfileId FROM User WHERE Id = '{_user}'", "ProfileId");
        string set = await Id("SELECT Id FROM PermissionSet WHERE Name = 'Integration_Data_Access'");

        await Patch($"sobjects/Profile/{profile}", new { PermissionsApiEnabled = false });
        Assert.Equal("False", await Value("SELECT PermissionSet.PermissionsApiEnabled FROM PermissionSetAssignment WHERE AssigneeId = '{0}' AND PermissionSet.IsOwnedByProfile = true", "PermissionSet", "PermissionsApiEnabled"));

        await Patch($"sobjects/PermissionSet/{set}", new { PermissionsApiEnabled = false });
        using HttpResponseMessage refused = await Get("limits");
        await refused.IsErrorAsync(403, "API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner");
    }

    [Fact]
    public async Task An_assignment_that_is_deleted_allows_nothing_any_more()
    {
        string profile = await Id($"SELECT ProfileId FROM User WHERE Id = '{_user}'", "ProfileId");
        string assignment = await Id($"SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '{_user}' AND PermissionSet.IsOwnedByProfile = false");
        await Patch($"sobjects/Profile/{profile}", new { PermissionsApiEnabled = false });

        using HttpResponseMessage deleted = await _client.DeleteAsync(new Uri($"{Base}/sobjects/PermissionSetAssignment/{assignment}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(deleted.IsSuccessStatusCode);

        using HttpResponseMessage refused = await Get("limits");
        await refused.IsErrorAsync(403, "API_DISABLED_FOR_ORG");
    }

    [Theory]
    [InlineData("User", "IsActive", false)]
    [InlineData("UserLogin", "IsFrozen", true)]
    public async Task A_user_who_is_inactive_or_frozen_by_the_rows_is_out(string type, string field, bool value)
    {
        string id = await Id($"SELECT Id FROM {type} WHERE {(type == "User" ? "Id" : "UserId")} = '{_user}'");

        await Patch($"sobjects/{type}/{id}", new Dictionary<string, bool> { [field] = value });

        using HttpResponseMessage call = await Get("limits");
        await call.IsErrorAsync(401, "INVALID_SESSION_ID");
        using HttpResponseMessage userinfo = await _client.GetAsync(new Uri("/services/oauth2/userinfo", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("Bad_OAuth_Token", await userinfo.TextAsync());
        using HttpResponseMessage token = await Token();
        await token.IsOAuthErrorAsync("inactive_user", "user is inactive");
    }

    [Fact]
    public async Task A_new_profile_brings_its_own_permission_set()
    {
        string minimum = await Id("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'");
        string set = await Id("SELECT Id FROM PermissionSet WHERE Name = 'Integration_Data_Access'");
        await Patch($"sobjects/User/{_user}", new { ProfileId = minimum });

        Assert.Equal("Minimum Access - Salesforce", await Value("SELECT PermissionSet.Profile.Name FROM PermissionSetAssignment WHERE AssigneeId = '{0}' AND PermissionSet.IsOwnedByProfile = true", "PermissionSet", "Profile", "Name"));
        await Patch($"sobjects/PermissionSet/{set}", new { PermissionsApiEnabled = false });
        using HttpResponseMessage refused = await Get("limits");
        await refused.IsErrorAsync(403, "API_DISABLED_FOR_ORG");
    }

    [Fact]
    public async Task What_is_hidden_is_not_there()
    {
        await Knob(new { hidden = new[] { "UserLogin", "Organization.IsSandbox", "Profile" } });

        using HttpResponseMessage hiddenObject = await Soql("SELECT IsFrozen FROM UserLogin");
        await hiddenObject.IsErrorAsync(400, "INVALID_TYPE");
        using HttpResponseMessage hiddenField = await Soql("SELECT Name, IsSandbox FROM Organization");
        await hiddenField.IsErrorAsync(400, "INVALID_FIELD");
        using HttpResponseMessage hiddenParent = await Soql("SELECT Profile.Name FROM User");
        await hiddenParent.IsErrorAsync(400, "INVALID_FIELD");
        using HttpResponseMessage describe = await Get("sobjects/UserLogin/describe");
        await describe.IsErrorAsync(404, "NOT_FOUND");
        using HttpResponseMessage row = await Get($"sobjects/Organization/{_host.OrganizationId}?fields=IsSandbox");
        await row.IsErrorAsync(400, "INVALID_FIELD");
        using HttpResponseMessage seen = await Soql("SELECT Name FROM Organization");
        Assert.True(seen.IsSuccessStatusCode);

        await Knob(new { hidden = Array.Empty<string>() });
        using HttpResponseMessage again = await Soql("SELECT IsFrozen FROM UserLogin");
        Assert.True(again.IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_apps_policy_is_a_row()
    {
        Assert.Equal("Enforce", await Value("SELECT IpRelaxationPolicyType FROM ExtlClntAppOauthPlcyCnfg", "IpRelaxationPolicyType"));

        await Send(HttpMethod.Patch, "/__org/apps/" + _host.ConsumerKey, new { ipRestricted = true, ipRelaxation = "Bypass" });

        Assert.Equal("Bypass", await Value("SELECT IpRelaxationPolicyType FROM ExtlClntAppOauthPlcyCnfg", "IpRelaxationPolicyType"));
        Assert.Equal(_host.RunAsUsername, await Value("SELECT ClientCredentialsFlowUser FROM ExtlClntAppOauthPlcyCnfg", "ClientCredentialsFlowUser"));
        await LogIn();

        await Send(HttpMethod.Patch, "/__org/apps/" + _host.ConsumerKey, new { ipRelaxation = "Enforce" });
        using HttpResponseMessage token = await Token();
        await token.IsOAuthErrorAsync("invalid_grant", "ip restricted");
    }

    [Fact]
    public async Task Answers_carry_the_orgs_time()
    {
        await Send(HttpMethod.Post, "/__org/clock", new { advanceSeconds = 86_400 });

        using HttpResponseMessage answer = await _client.GetAsync(new Uri("/services/data", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.InRange(answer.Headers.Date!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(25));
    }

    private async Task LogIn()
    {
        using HttpResponseMessage answer = await Token();
        string? token = (await answer.JsonAsync()).GetProperty("access_token").GetString();
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private async Task<HttpResponseMessage> Token()
    {
        using FormUrlEncodedContent form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", _host.ConsumerKey),
            new("client_secret", _host.ConsumerSecret),
        ]);
        return await _client.PostAsync(new Uri("/services/oauth2/token", UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    private Task<JsonElement> Knob(object order) => Send(HttpMethod.Post, "/__org/users/" + _user, order);

    private Task Patch(string path, object fields) => Send(HttpMethod.Patch, $"{Base}/{path}", fields);

    private async Task<JsonElement> Send(HttpMethod method, string path, object body)
    {
        using HttpRequestMessage request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using HttpResponseMessage answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await answer.TextAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : await answer.JsonAsync();
    }

    private Task<HttpResponseMessage> Get(string path) =>
        _client.GetAsync(new Uri($"{Base}/{path}", UriKind.Relative), TestContext.Current.CancellationToken);

    private Task<HttpResponseMessage> Soql(string soql) => Get("query?q=" + Uri.EscapeDataString(soql));

    private async Task<string> Id(string soql, string field = "Id") => await Value(soql, field);

    /// <summary>The value at the end of a path in the first row.</summary>
    private async Task<string> Value(string soql, params string[] path)
    {
        using HttpResponseMessage answer = await Soql(soql.Replace("{0}", _user, StringComparison.Ordinal));
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        JsonElement value = (await answer.JsonAsync()).GetProperty("records")[0];
        foreach (string name in path)
            value = value.GetProperty(name);
        return value.ToString();
    }
}
