using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>Users and their seats, and files that cannot be published twice.</summary>
public sealed class UserRuleTests : IDisposable
{
    private readonly SampleOrg _org = new();

    [Fact]
    public void A_new_user_takes_a_seat_and_a_change_of_one_takes_none()
    {
        int before = Seats();
        string profile = _org.Id("Profile", "Name = 'Standard User'");
        string id = _org.Insert(
            "User",
            $$"""
            {"Username":"seat@alpenglow.example","LastName":"Seat","Email":"seat@alpenglow.example","Alias":"seat","ProfileId":"{{profile}}",
             "TimeZoneSidKey":"GMT","LocaleSidKey":"en_US","EmailEncodingKey":"UTF-8","LanguageLocaleKey":"en_US"}
            """);
        Assert.Equal(before + 1, Seats());
        Assert.Equal("Standard", _org.Row("User", id, "UserType").GetProperty("UserType").GetString());
        _org.Update("User", id, """{"LastName":"Changed"}""");
        Assert.Equal(before + 1, Seats());
    }

    [Fact]
    public void A_new_version_of_a_file_is_published_where_the_file_is()
    {
        string account = _org.Id("Account", "Name = 'Zirkel & Lineal'");
        string version = _org.Insert("ContentVersion", """{"PathOnClient":"a.txt","VersionData":"aGk="}""");
        string? file = _org.Row("ContentVersion", version, "ContentDocumentId").GetProperty("ContentDocumentId").GetString();
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Insert(
            "ContentVersion", $$"""{"PathOnClient":"b.txt","VersionData":"aGk=","ContentDocumentId":"{{file}}","FirstPublishLocationId":"{{account}}"}"""));
        Assert.Equal(("INVALID_FIELD_FOR_INSERT_UPDATE", "FirstPublishLocationId"), (error.ErrorCode, string.Join(',', error.Fields)));
    }

    private int Seats() => int.Parse(
        Assert.Single(_org.Column("SELECT UsedLicenses FROM UserLicense WHERE Name = 'Salesforce'", "UsedLicenses"))!,
        System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose() => _org.Dispose();
}
