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

    private const string Row = """
        {"totalSize":1,"done":true,"records":[{"attributes":{"type":"User","url":"/u"},"Username":"it@acme.com.int","Name":"Integration","Email":"it@acme.com",
         "IsActive":true,"LanguageLocaleKey":"en_US","LocaleSidKey":"de_DE","TimeZoneSidKey":"Europe/Berlin","Profile":null}]}
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

        (SfIdentity who, IReadOnlyList<string> gaps) = await OrgInfo.GetIdentityAsync(session, Guard.Stop);

        Assert.Equal(("integration@acme.com", "Integration", "it@acme.com"), (who.Username, who.DisplayName, who.Email));
        Assert.Equal(("005S7000001AbCdIAK", "00DS7000000oxzoMAA", true), (who.UserId, who.OrganizationId, who.IsActive));
        Assert.Equal(("Minimum Access", "Salesforce Integration"), (who.Profile, who.License));
        Assert.Equal(("Acme", "Enterprise Edition", false), (who.OrganizationName, who.OrganizationType, who.IsSandbox));
        Assert.Equal(("en_US", "de_DE", "Europe/Berlin"), (who.Language, who.Locale, who.TimeZone));
        Assert.Equal(org.Server.Url, who.InstanceUrl);
        Assert.Equal(2, session.ApiCalls);
        Assert.Empty(gaps);
        Assert.Contains(org.Server.Requests, r => r.Query("q")?.EndsWith("WHERE Id = '005S7000001AbCdIAK'", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData(400, "INVALID_TYPE")]
    [InlineData(400, "INVALID_FIELD")]
    [InlineData(403, "INSUFFICIENT_ACCESS")]
    [InlineData(400, "INSUFFICIENT_ACCESS_OR_READONLY")]
    [InlineData(403, "API_DISABLED_FOR_ORG")]
    [InlineData(403, "REQUEST_LIMIT_EXCEEDED")]
    public async Task What_the_user_may_not_read_is_null(int status, string code)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        Reply refusal = Reply.Error(status, code, "sObject type is not supported");
        await using LoopbackOrg _1 = Script(org, refusal, refusal);

        (SfIdentity who, IReadOnlyList<string> gaps) = await OrgInfo.GetIdentityAsync(session, Guard.Stop);

        Assert.Equal("integration@acme.com", who.Username);
        Assert.True(who.IsActive);
        Assert.Null(who.Profile ?? who.License ?? who.OrganizationName ?? who.OrganizationType);
        Assert.Null(who.IsSandbox);
        Assert.Equal(2, gaps.Count);
        Assert.All(gaps, g => Assert.Contains(code, g, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_rows_are_nulls_too()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        Reply none = Reply.Json("""{"totalSize":0,"done":true,"records":[]}""");
        await using LoopbackOrg _1 = Script(org, none, none);
        (SfIdentity who, IReadOnlyList<string> gaps) = await OrgInfo.GetIdentityAsync(session, Guard.Stop);
        Assert.Null(who.OrganizationName);
        Assert.Equal(2, gaps.Count(static g => g.Contains("may not see the row", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_the_userinfo_service_the_user_s_row_tells_what_it_would()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = Script(org, Reply.Json(Row), Reply.Json(Organization));
        org.On(UserInfo, Reply.Error(404, "NOT_FOUND", "gone"));

        (SfIdentity who, IReadOnlyList<string> gaps) = await OrgInfo.GetIdentityAsync(session, Guard.Stop);

        Assert.Equal(("it@acme.com.int", "Integration", "it@acme.com"), (who.Username, who.DisplayName, who.Email));
        Assert.Equal((session.UserId, session.OrganizationId), (who.UserId, who.OrganizationId));
        Assert.Equal(("en_US", "de_DE", "Europe/Berlin", "Acme"), (who.Language, who.Locale, who.TimeZone, who.OrganizationName));
        Assert.Contains("NOT_FOUND: gone", Assert.Single(gaps), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_that_may_not_be_seen_hides_the_row_only_once()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org.On(UserInfo, Reply.Error(404, "NOT_FOUND", "gone")).On(
            Pages.First, r => r.Query("q") switch
            {
                { } q when q.Contains("Profile", StringComparison.Ordinal) => Reply.Error(400, "INVALID_FIELD", "Didn't understand relationship 'Profile'"),
                { } q when q.Contains("FROM User", StringComparison.Ordinal) => Reply.Json(Row),
                _ => Reply.Json(Organization),
            });

        (SfIdentity who, IReadOnlyList<string> gaps) = await OrgInfo.GetIdentityAsync(session, Guard.Stop);

        Assert.Equal("it@acme.com.int", who.Username);
        Assert.Equal(2, gaps.Count);
    }

    [Fact]
    public async Task Where_nothing_answers_it_is_an_error()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        Reply ended = Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid");
        await using LoopbackOrg _1 = Script(org, ended, ended);
        await Guard.FailsAsync("INVALID_SESSION_ID", () => OrgInfo.GetIdentityAsync(session, Guard.Stop));
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
    [InlineData("<html></html>")]
    public async Task A_userinfo_of_another_form_is_told_and_the_row_used(string json)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = Script(org, Reply.Json(Row), Reply.Json(Organization));
        org.On(UserInfo, Reply.Json(json));
        (SfIdentity who, IReadOnlyList<string> gaps) = await OrgInfo.GetIdentityAsync(session, Guard.Stop);
        Assert.Equal("it@acme.com.int", who.Username);
        Assert.Contains(SfErrorCodes.InvalidResponse, Assert.Single(gaps), StringComparison.Ordinal);
    }
}
