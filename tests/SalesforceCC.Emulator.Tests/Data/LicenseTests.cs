using System.Net.Http.Json;
using System.Text.Json;
using SalesforceCC.Emulator.Tests.Http;
using SalesforceCC.Emulator.Tests.Metadata;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>Licences, and what cannot be had without them.</summary>
public sealed class LicenseTests
{
    [Fact]
    public async Task Users_and_assignments_take_seats_until_none_is_left()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        await org.AddRunnerAsync();
        Assert.Equal(1, (await Used(org, "UserLicense", "Salesforce Integration")).Used);
        (int total, int used) = await Used(org, "PermissionSetLicense", "Salesforce API Integration");
        Assert.Equal(1, used);

        string license = await org.IdAsync("SELECT Id FROM PermissionSetLicense");
        string user = await org.IdAsync($"SELECT Id FROM User WHERE Username = '{EmptyOrg.Runner}'");
        using HttpResponseMessage again = await Post(org, "PermissionSetLicenseAssign", new { AssigneeId = user, PermissionSetLicenseId = license });
        await again.IsErrorAsync(400, "DUPLICATE_VALUE");

        string profile = await org.IdAsync("SELECT Id FROM Profile WHERE Name = 'Standard User'");
        for (int i = used; i < total; i++)
            await org.CreateAsync("PermissionSetLicenseAssign", new { AssigneeId = await NewUser(org, profile, i), PermissionSetLicenseId = license });
        string last = await NewUser(org, profile, 99);
        using HttpResponseMessage full = await Post(org, "PermissionSetLicenseAssign", new { AssigneeId = last, PermissionSetLicenseId = license });
        await full.IsErrorAsync(400, "LICENSE_LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task A_permission_set_waits_for_its_licence()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        string user = await org.AddRunnerAsync(withLicense: false);
        string set = await org.CreateAsync("PermissionSet", new { Name = "SAP", Label = "SAP", PermissionsApiUserOnly = true });
        object assignment = new { AssigneeId = user, PermissionSetId = set };
        using HttpResponseMessage refused = await Post(org, "PermissionSetAssignment", assignment);
        await refused.IsErrorAsync(400, "FIELD_INTEGRITY_EXCEPTION");

        string license = await org.IdAsync("SELECT Id FROM PermissionSetLicense");
        await org.CreateAsync("PermissionSetLicenseAssign", new { AssigneeId = user, PermissionSetLicenseId = license });
        await org.CreateAsync("PermissionSetAssignment", assignment);
        using HttpResponseMessage twice = await Post(org, "PermissionSetAssignment", assignment);
        await twice.IsErrorAsync(400, "DUPLICATE_VALUE");
    }

    private static Task<HttpResponseMessage> Post(EmptyOrg org, string type, object row) =>
        org.Client.PostAsJsonAsync($"{EmptyOrg.Base}/sobjects/{type}", row);

    private static Task<string> NewUser(EmptyOrg org, string profile, int number) => org.CreateAsync("User", new
    {
        Username = $"user{number}@acme.example",
        LastName = "User",
        Alias = "user",
        Email = "it@acme.example",
        ProfileId = profile,
        TimeZoneSidKey = "GMT",
        LocaleSidKey = "en_US",
        EmailEncodingKey = "UTF-8",
        LanguageLocaleKey = "en_US",
    });

    private static async Task<(int Total, int Used)> Used(EmptyOrg org, string type, string label)
    {
        JsonElement row = (await org.QueryAsync($"SELECT TotalLicenses, UsedLicenses FROM {type} WHERE MasterLabel = '{label}'")).Single();
        return (row.GetProperty("TotalLicenses").GetInt32(), row.GetProperty("UsedLicenses").GetInt32());
    }
}
