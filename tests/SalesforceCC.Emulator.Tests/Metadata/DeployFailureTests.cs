using System.Reflection;
using System.Text;
using System.Text.Json;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Metadata;

/// <summary>Packages with mistakes: what is said, where it is, and that nothing of it stays.</summary>
public sealed class DeployFailureTests
{
    private const string NoUser = "Enter a valid execution user for the OAuth client credentials flow.";

    public static TheoryData<string, string, string, string, int> Mistakes => new()
    {
        { nameof(AppPackage.PermissionSet), "ApiUserOnly", "ApiOnlyUser", "Unknown user permission: ApiOnlyUser", 4 },
        { nameof(AppPackage.PermissionSet), "<allowRead>true", "<allowRead>false", "Permission Create Account depends on permission(s): Read Account", 5 },
        { nameof(AppPackage.PermissionSet), ">Account<", ">Nosuch__c<", "In field: field - no CustomObject named Nosuch__c found", 5 },
        { nameof(AppPackage.PermissionSet), "<label>SAP</label>", "", "Required field is missing: label", 2 },
        { nameof(AppPackage.PermissionSet), "<enabled>true", "<enabled>yes", "'yes' is not a valid value for the type xsd:boolean", 3 },
        { nameof(AppPackage.PermissionSet), "<label>SAP</label>", "<lable>SAP</lable>", "Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}lable invalid at this location in type PermissionSet", 3 },
        { nameof(AppPackage.PermissionSet), "<label>SAP</label>", "<label>SAP", "Error parsing file: The 'label' start tag", 6 },
        { nameof(AppPackage.Header), "<contactEmail>it@acme.example</contactEmail>", "", "Required field is missing: contactEmail", 2 },
        { nameof(AppPackage.Header), ">Local<", ">Nowhere<", "'Nowhere' is not a valid value for the enum", 3 },
        { nameof(AppPackage.Settings), "Api,", "api,", "'api' is not a valid OAuth scope", 0 },
        { nameof(AppPackage.Settings), ">SAP</ext", ">SPA</ext", "In field: externalClientApplication - no ExternalClientApplication named SPA found", 3 },
        { nameof(AppPackage.Global), "<callbackUrl>https://acme.example/</callbackUrl>", "", "Required field is missing: callbackUrl", 2 },
        { nameof(AppPackage.OauthPolicy), EmptyOrg.Runner, "nobody@acme.example", NoUser, 0 },
        { nameof(AppPackage.OauthPolicy), EmptyOrg.Runner, "ada.brandstaetter@alpenglow.example", NoUser, 0 },
        { nameof(AppPackage.OauthPolicy), $"<clientCredentialsFlowUser>{EmptyOrg.Runner}</clientCredentialsFlowUser>", "", NoUser, 0 },
        { nameof(AppPackage.OauthPolicy), "AdminApprovedPreAuthorized", "AdminApproved", "'AdminApproved' is not a valid value for the enum 'PermittedUsersPolicyType'", 4 },
        { nameof(AppPackage.OauthPolicy), ">SAP</comma", ">SPA</comma", "In field: permissionSet - no PermissionSet named SPA found", 0 },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_named_with_file_and_line(string part, string right, string wrong, string problem, int line)
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        await org.AddRunnerAsync();
        AppPackage package = new();
        PropertyInfo property = typeof(AppPackage).GetProperty(part)!;
        string content = (string)property.GetValue(package)!;
        Assert.Contains(right, content, StringComparison.Ordinal);
        property.SetValue(package, content.Replace(right, wrong, StringComparison.Ordinal));

        JsonElement result = await org.DeployAsync(package.ToZip());

        Assert.Equal("Failed", result.GetProperty("status").GetString());
        JsonElement failure = Failures(result).First(f => f.GetProperty("problem").GetString()!.StartsWith(problem, StringComparison.Ordinal));
        Assert.Equal("Error", failure.GetProperty("problemType").GetString());
        Assert.Contains('.', failure.GetProperty("fileName").GetString()!);
        Assert.Equal(line, failure.GetProperty("lineNumber").ValueKind == JsonValueKind.Null ? 0 : failure.GetProperty("lineNumber").GetInt32());
        int errors = result.GetProperty("numberComponentErrors").GetInt32();
        Assert.Equal(Failures(result).Length, errors);
        Assert.Equal(
            result.GetProperty("numberComponentsTotal").GetInt32(), errors + result.GetProperty("numberComponentsDeployed").GetInt32());
        Assert.Empty(await org.QueryAsync("SELECT Id FROM PermissionSet WHERE Name = 'SAP'"));
        Assert.Empty(await org.QueryAsync("SELECT Id FROM ExternalClientApplication WHERE DeveloperName = 'SAP'"));
        Assert.Single(await org.AppsAsync());
    }

    [Fact]
    public async Task Without_rollback_the_rest_stays()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        JsonElement result = await org.DeployAsync(new AppPackage().ToZip(), new { rollbackOnError = false, singlePackage = true });
        Assert.Equal("SucceededPartial", result.GetProperty("status").GetString());
        Assert.Equal(NoUser, Failures(result).Single().GetProperty("problem").GetString());
        Assert.Single(await org.QueryAsync("SELECT Id FROM ExternalClientApplication WHERE DeveloperName = 'SAP'"));
    }

    [Fact]
    public async Task Global_settings_need_settings()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        AppPackage package = new();
        package.Without.UnionWith(["ExtlClntAppOauthSettings", "ExtlClntAppOauthConfigurablePolicies"]);
        JsonElement result = await org.DeployAsync(package.ToZip());
        Assert.Contains("valid OAuth settings configuration", Failures(result).Single().GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PermissionSet:B", "An object 'B' of type PermissionSet was named in package.xml, but was not found in zipped directory", "package.xml")]
    [InlineData("Nonsense:A", "Unknown type name 'Nonsense' specified in package.xml", "package.xml")]
    [InlineData("ConnectedApp:*", "Not in package.xml", "permissionsets/A.permissionset")]
    public async Task The_manifest_and_the_files_must_fit(string member, string problem, string file)
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        byte[] zip = EmptyOrg.Package([member], [("permissionsets/A.permissionset", EmptyOrg.Xml("PermissionSet", "<label>A</label>"))]);
        JsonElement[] failures = Failures(await org.DeployAsync(zip));
        Assert.Contains(failures, f => f.GetProperty("problem").GetString() == problem && f.GetProperty("fileName").GetString() == file);
    }

    [Theory]
    [InlineData("this is no zip", "The zip file is not valid")]
    [InlineData("", "No package.xml found")]
    public async Task A_package_that_is_none(string text, string problem)
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        JsonElement result = await org.DeployAsync(text.Length == 0 ? EmptyOrg.Zip([]) : Encoding.UTF8.GetBytes(text));
        Assert.Equal("Failed", result.GetProperty("status").GetString());
        Assert.Equal(problem, Failures(result).Single().GetProperty("problem").GetString());
    }

    [Fact]
    public async Task It_takes_the_right_to_modify_metadata()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync(seed: null);
        using HttpResponseMessage answer = await org.PostAsync(new AppPackage().ToZip());
        await answer.IsErrorAsync(403, "INSUFFICIENT_ACCESS");
    }

    [Fact]
    public async Task Requests_that_are_none()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        using HttpResponseMessage json = await org.SendAsync(HttpMethod.Post, "", "{}");
        await json.IsErrorAsync(415, "UNSUPPORTED_MEDIA_TYPE");
        using HttpResponseMessage half = await org.SendAsync(
            HttpMethod.Post, "", new MultipartFormDataContent { { new StringContent("x"), "file" } });
        await half.IsErrorAsync(400, "INVALID_MULTIPART_REQUEST");
        using HttpResponseMessage unknown = await org.SendAsync(HttpMethod.Get, "/0Af000000000001AAA");
        await unknown.IsErrorAsync(404, "NOT_FOUND");
        string id = "/" + await org.StartDeployAsync(EmptyOrg.Zip([]));
        using HttpResponseMessage order = await org.SendAsync(HttpMethod.Patch, id, """{"deployResult":{"status":"Done"}}""");
        await order.IsErrorAsync(400, "INVALID_INPUT");
        for (int i = 0; i < 3; i++) await org.AskAsync(id[1..]);
        using HttpResponseMessage late = await org.SendAsync(HttpMethod.Patch, id, """{"deployResult":{"status":"Canceling"}}""");
        await late.IsErrorAsync(400, "INVALID_ID_FIELD");
    }

    private static JsonElement[] Failures(JsonElement result) =>
        [.. result.GetProperty("details").GetProperty("componentFailures").EnumerateArray()];
}
