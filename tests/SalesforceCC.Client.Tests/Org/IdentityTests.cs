using SalesforceCC.Org;

namespace SalesforceCC.Client.Tests.Org;

public class IdentityTests
{
    private const string UserInfo = "GET /services/oauth2/userinfo";

    private const string Info = """
        {"user_id":"005S7000001AbCdIAK","organization_id":"00DS7000000oxzoMAA","preferred_username":"integration@acme.com",
         "name":"Integration","email":"it@acme.com","active":true,"language":"en_US","locale":"de_DE","zoneinfo":"Europe/Berlin"}
        """;

    private const string User = """
        {"totalSize":1,"done":true,"records":[{"attributes":{"type":"User","url":"/u"},"IsActive":true,"Profile":
         {"attributes":{"type":"Profile","url":"/p"},"Name":"Minimum Access","UserLicense":{"attributes":{"type":"UserLicense","url":"/l"},"Name":"Salesforce Integration"}}}]}
        """;

    private const string Organization = """
        {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Organization","url":"/o"},"Name":"Acme","OrganizationType":"Enterprise Edition","IsSandbox":false}]}
        """;

    private static LoopbackOrg Script(LoopbackOrg org, Reply user, Reply organization) =>
        org.On(UserInfo, Reply.Json(Info)).On(
            Pages.First, r => r.Query("q")!.Contains("FROM User", StringComparison.Ordinal) ? user : organization);

    [Fact]
    public async Task User_profile_licence_and_org_are_told_with_one_free_call_and_two_queries()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = Script(org, Reply.Json(User), Reply.Json(Organization));

        SfIdentity who = await OrgInfo.GetIdentityAsync(session, Guard.Stop);

        Assert.Equal(("integration@acme.com", "Integration", "it@acme.com"), (who.Username, who.DisplayName, who.Email));
        Assert.Equal(("005S7000001AbCdIAK", "00DS7000000oxzoMAA", true), (who.UserId, who.OrganizationId, who.IsActive));
        Assert.Equal(("Minimum Access", "Salesforce Integration"), (who.Profile, who.License));
        Assert.Equal(("Acme", "Enterprise Edition", false), (who.OrganizationName, who.OrganizationType, who.IsSandbox));
        Assert.Equal(("en_US", "de_DE", "Europe/Berlin"), (who.Language, who.Locale, who.TimeZone));
        Assert.Equal(org.Server.Url, who.InstanceUrl);
        Assert.Equal(2, session.ApiCalls);
        Assert.Contains(org.Server.Requests, r => r.Query("q")?.EndsWith("WHERE Id = '005S7000001AbCdIAK'", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData(400, "INVALID_TYPE")]
    [InlineData(400, "INVALID_FIELD")]
    [InlineData(403, "INSUFFICIENT_ACCESS")]
    [InlineData(400, "INSUFFICIENT_ACCESS_OR_READONLY")]
    public async Task What_the_user_may_not_read_is_null(int status, string code)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        Reply refusal = Reply.Error(status, code, "sObject type is not supported");
        await using LoopbackOrg _1 = Script(org, refusal, refusal);

        SfIdentity who = await OrgInfo.GetIdentityAsync(session, Guard.Stop);

        Assert.Equal("integration@acme.com", who.Username);
        Assert.True(who.IsActive);
        Assert.Null(who.Profile ?? who.License ?? who.OrganizationName ?? who.OrganizationType);
        Assert.Null(who.IsSandbox);
    }

    [Fact]
    public async Task No_rows_are_nulls_too()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        Reply none = Reply.Json("""{"totalSize":0,"done":true,"records":[]}""");
        await using LoopbackOrg _1 = Script(org, none, none);
        Assert.Null((await OrgInfo.GetIdentityAsync(session, Guard.Stop)).OrganizationName);
    }

    [Fact]
    public async Task Any_other_refusal_is_an_error()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = Script(
            org, Reply.Json(User), Reply.Error(403, "API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner"));
        await Guard.FailsAsync("API_DISABLED_FOR_ORG", () => OrgInfo.GetIdentityAsync(session, Guard.Stop));
    }

    [Fact]
    public async Task A_token_that_the_identity_service_does_not_take_is_renewed()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = Script(org, Reply.Json(User), Reply.Json(Organization));
        org.On(UserInfo, Reply.Text("Bad_OAuth_Token", 403), Reply.Json(Info));
        await OrgInfo.GetIdentityAsync(session, Guard.Stop);
        Assert.Equal(2, org.TokenRequests);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"preferred_username":5}""")]
    [InlineData("""{"preferred_username":"x","active":"yes"}""")]
    public async Task A_userinfo_of_another_form_is_an_error(string json)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = Script(org, Reply.Json(User), Reply.Json(Organization));
        org.On(UserInfo, Reply.Json(json));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => OrgInfo.GetIdentityAsync(session, Guard.Stop));
    }
}
