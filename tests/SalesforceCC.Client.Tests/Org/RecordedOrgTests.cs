using System.Text.Json;
using SalesforceCC.Org;

namespace SalesforceCC.Client.Tests.Org;

/// <summary>Answers as real orgs gave them.</summary>
public class RecordedOrgTests
{
    [Theory]
    [InlineData("netcoreforce/versions.json", "31.0", false)]
    [InlineData("observed/versions-v68-tail.json", "66.0", true)]
    [InlineData("restforce/services_data_success_response.json", "20.0", false)]
    public async Task Versions(string recording, string first, bool hasAlias)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET /services/data", Reply.Of(200, "application/json;charset=UTF-8", Fixtures.Bytes(recording)));

        IReadOnlyList<SfApiVersion> versions = (await OrgInfo.GetVersionsAsync(session, Guard.Stop)).Value;

        Assert.Equal(first, versions[0].ToString());
        Assert.Equal(hasAlias, versions[^1].IsAlias);
        Assert.All(versions.SkipLast(1), v => Assert.False(v.IsAlias));
        Assert.Equal(versions.Select(v => v.Version).Order(), versions.Select(v => v.Version));
    }

    [Theory]
    [InlineData("restforce/auth_success_response.json", "00Dx0000000BV7zEAG", "005x00000012Q9PAAU", 1278448832702)]
    [InlineData("restforce/refresh_success_response.json", "foo", "bar", 1309974610026)]
    [InlineData("restforce/reauth_success_response.json", "foo", "bar", 1309974610026)]
    public async Task Token_answers_of_old(string recording, string organization, string user, long issuedAt)
    {
        await using LoopbackOrg org = new();
        org.On(LoopbackOrg.TokenLine, Reply.Of(200, "application/json", Fixtures.Bytes(recording)));

        SfSession session = await org.ConnectAsync(org.Options(skipSignature: true));

        Assert.Equal(new Uri("https://na1.salesforce.com"), session.InstanceUrl);
        Assert.Equal((organization, user), (session.OrganizationId, session.UserId));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(issuedAt), session.IssuedAt);

        // Signed with a secret that is not ours.
        await Guard.FailsAsync(SfErrorCodes.SignatureMismatch, () => org.ConnectAsync());
    }

    [Fact]
    public async Task Token_answers_of_today()
    {
        foreach (JsonElement entry in JsonDocument.Parse(Fixtures.Text("observed/token-responses.json")).RootElement.EnumerateArray())
        {
            if (!entry.TryGetProperty("body", out JsonElement body))
                continue;
            await using LoopbackOrg org = new();
            org.On(LoopbackOrg.TokenLine, Reply.Json(body.GetRawText()));
            SfSession session = await org.ConnectAsync(org.Options(skipSignature: true));
            Assert.Equal(body.TryGetProperty("scope", out JsonElement scope) ? scope.GetString() : null, session.Scope);
        }
    }

    [Fact]
    public async Task An_introspection_that_is_only_a_template_is_no_answer()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string template = JsonDocument.Parse(Recording.Body("postman-official/POST_oauth2.introspect.200.json")).RootElement.GetString()!;
        SfToken token = await session.GetTokenAsync(forceRefresh: false, Guard.Stop);

        org.On("POST /services/oauth2/introspect", Reply.Json(template));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => session.IntrospectAsync(token, Guard.Stop));

        org.On("POST /services/oauth2/introspect", Reply.Json(template.Replace("<timestamp>", "1700150082", StringComparison.Ordinal)));
        await session.IntrospectAsync(token, Guard.Stop);
        Assert.Equal((true, "<username>"), (token.Active, token.Username));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700150082), token.ExpiresAt);
    }
}
