using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using SalesforceCC.Doctor;

namespace SalesforceCC.Client.Tests.Doctor;

public class SetupDoctorTests
{
    private const string Versions = "GET /services/data";
    private const string UserInfo = "GET /services/oauth2/userinfo";
    private const string Composite = "POST composite";

    private const string List = """
        [{"label":"Summer '26","url":"/services/data/v67.0","version":"67.0"},{"label":"Winter '27","url":"/services/data/v68.0","version":"68.0"},
         {"label":"Latest Release","url":"/services/data/latest","version":"68.0"}]
        """;

    private const string Info = """
        {"user_id":"005S7000001AbCdIAK","organization_id":"00DS7000000oxzoMAA","preferred_username":"integration@acme.com","active":true}
        """;

    private const string Answers = """
        {"compositeResponse":[
         {"referenceId":"user","httpStatusCode":200,"body":{"records":[{"IsActive":true,"Profile":{"Name":"Minimum Access","UserLicense":{"Name":"Salesforce"}}}]}},
         {"referenceId":"login","httpStatusCode":200,"body":{"records":[{"IsFrozen":false}]}},
         {"referenceId":"sets","httpStatusCode":200,"body":{"records":[{"PermissionSet":{"Label":"Integration","IsOwnedByProfile":false,"PermissionsApiEnabled":true,"PermissionsApiUserOnly":true}}]}},
         {"referenceId":"licenses","httpStatusCode":200,"body":{"records":[]}},
         {"referenceId":"apps","httpStatusCode":200,"body":{"records":[{"IpRelaxationPolicyType":"Enforce","IsClientCredentialsFlowEnabled":true,"ClientCredentialsFlowUser":"Integration@acme.com"}]}},
         {"referenceId":"org","httpStatusCode":200,"body":{"Name":"Acme","OrganizationType":"Enterprise Edition","IsSandbox":true,"InstanceName":"EU46","TrialExpirationDate":null}}]}
        """;

    private static LoopbackOrg Healthy() => new LoopbackOrg()
        .On(Versions, Reply.Json(List))
        .On(UserInfo, Reply.Json(Info))
        .On(Composite, Reply.Json(Answers, 200, ("Sforce-Limit-Info", "api-usage=29/15000")));

    private static async Task<List<SfSetupCheck>> RunAsync(LoopbackOrg org, Secrets? secrets = null)
    {
        List<SfSetupCheck> checks = [];
        await foreach (SfSetupCheck check in SetupDoctor.RunAsync(
            org.Options(retries: 0), secrets ?? new Secrets(LoopbackOrg.ClientSecret), static e => $"fix {e.Code}", Guard.Stop))
            checks.Add(check);
        return checks;
    }

    private static SfSetupCheck Step(List<SfSetupCheck> checks, string step) => Assert.Single(checks, c => c.Step == step);

    [Fact]
    public async Task A_setup_that_is_right_has_no_step_that_warns_or_fails()
    {
        await using LoopbackOrg org = Healthy();

        List<SfSetupCheck> checks = await RunAsync(org);

        Assert.Equal(SetupDoctor.Steps, checks.Select(static c => c.Step));
        Assert.All(checks, static c => Assert.True(c.Status is SfSetupCheckStatus.Pass or SfSetupCheckStatus.Skipped, $"{c}: {c.Detail}"));
        Assert.Equal(["DNS", "TLS", "Clock"], checks.Where(static c => c.Status == SfSetupCheckStatus.Skipped).Select(static c => c.Step));
        Assert.All(checks, static c => Assert.Null(c.Fix));
        Assert.Equal("Acme: Enterprise Edition, sandbox, instance EU46.", Step(checks, "Edition").Detail);
        Assert.Equal("14,971 of 15,000 API calls of 24 hours are left (100 %).", Step(checks, "API calls").Detail);
        Assert.Equal("Permission set 'Integration'.", Step(checks, "API Only User").Detail);
    }

    [Theory]
    [InlineData(0, SfSetupCheckStatus.Pass, "This machine's clock is right.")]
    [InlineData(60, SfSetupCheckStatus.Pass, "This machine's clock is 60 seconds slow.")]
    [InlineData(61, SfSetupCheckStatus.Warn, "This machine's clock is 61 seconds slow. ")]
    [InlineData(-60, SfSetupCheckStatus.Pass, "This machine's clock is 60 seconds fast.")]
    [InlineData(-61, SfSetupCheckStatus.Warn, "This machine's clock is 61 seconds fast. ")]
    public async Task The_clock_is_compared_with_the_orgs(int ahead, SfSetupCheckStatus status, string detail)
    {
        await using LoopbackOrg org = Healthy();
        string date = (org.Clock.GetUtcNow() + TimeSpan.FromSeconds(ahead)).ToString("R", CultureInfo.InvariantCulture);
        org.On(Versions, Reply.Json(List, 200, ("Date", date)));

        SfSetupCheck clock = Step(await RunAsync(org), "Clock");

        Assert.Equal(status, clock.Status);
        Assert.StartsWith(detail, clock.Detail, StringComparison.Ordinal);
    }

    public static TheoryData<string, int, string> Nonsense()
    {
        TheoryData<string, int, string> all = [];
        foreach (string line in new[] { Versions, LoopbackOrg.TokenLine, UserInfo, Composite })
            foreach ((int status, string body) in new[]
            {
                (200, ""), (200, "null"), (200, "[]"), (200, "{}"), (200, "\"x\""), (200, "[null]"), (200, "<html>"), (200, "[{\"version\":null}]"),
                (200, """{"compositeResponse":null}"""), (200, """{"compositeResponse":[{}]}"""),
                (200, """{"compositeResponse":[{"referenceId":"org","httpStatusCode":200,"body":{"records":[]}},{"referenceId":"user","httpStatusCode":200,"body":[1]}]}"""),
                (200, """{"compositeResponse":[{"referenceId":"user","httpStatusCode":200,"body":{"records":[1,null]}},{"referenceId":"sets","httpStatusCode":200,"body":{"records":[[],"x"]}}]}"""),
                (200, """{"compositeResponse":[{"referenceId":"sets","httpStatusCode":400,"body":"no"},{"referenceId":"org","httpStatusCode":404,"body":[]}]}"""),
                (200, """{"user_id":1,"organization_id":[],"preferred_username":{}}"""), (200, """{"user_id":"' OR Id != '","organization_id":"../../x"}"""),
                (204, ""), (302, ""), (400, "{}"), (401, ""), (403, "Bad_OAuth_Token"), (404, "[]"), (503, "<html>"),
            })
                all.Add(line, status, body);
        return all;
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Whatever_is_answered_all_steps_come_and_one_at_most_fails(string line, int status, string body)
    {
        await using LoopbackOrg org = Healthy().On(line, Reply.Json(body, status));

        List<SfSetupCheck> checks = await RunAsync(org);

        Assert.Equal(SetupDoctor.Steps, checks.Select(static c => c.Step));
        SfSetupCheck[] failed = checks.Where(static c => c.Status == SfSetupCheckStatus.Fail).ToArray();
        Assert.True(failed.Length <= 1, string.Join("; ", failed.Select(static c => $"{c}: {c.Detail}")));
        Assert.All(checks, static c => Assert.NotEmpty(c.Detail));
        Assert.All(checks, static c => Assert.Equal(c.Status is SfSetupCheckStatus.Fail or SfSetupCheckStatus.Warn, c.Fix is not null));
    }

    [Fact]
    public async Task The_vault_is_asked_once_also_where_the_secret_is_refused()
    {
        await using LoopbackOrg org = Healthy()
            .On(LoopbackOrg.TokenLine, Reply.Json("""{"error":"invalid_client","error_description":"invalid client credentials"}""", 400));
        Secrets secrets = new("old", "new");

        SfSetupCheck token = Step(await RunAsync(org, secrets), "Token");

        Assert.Equal("fix invalid_client", token.Fix);
        Assert.Equal(1, secrets.Reads);
        Assert.Equal(1, org.TokenRequests);
    }

    [Fact]
    public async Task Who_is_not_Salesforce_gets_no_secret()
    {
        await using LoopbackOrg org = Healthy().On(Versions, Reply.Text("<html>", 200, "text/html"));

        List<SfSetupCheck> checks = await RunAsync(org);

        Assert.Equal(SfSetupCheckStatus.Fail, Step(checks, "My Domain").Status);
        Assert.Equal(SfSetupCheckStatus.Pass, Step(checks, "Secret").Status);
        Assert.Equal(0, org.TokenRequests);
    }

    [Fact]
    public async Task A_certificate_that_is_not_valid_yet_is_a_matter_of_the_clock()
    {
        using X509Certificate2 certificate = Certificates.SelfSigned();
        await using LoopbackServer server = LoopbackServer.Start(static _ => Reply.Json(List), certificate);
        SkippingClock clock = new();
        SfConnectOptions options = new() { Domain = server.Url.AbsoluteUri, Clock = clock, Timeout = SkippingClock.RequestTimeout };
        List<SfSetupCheck> checks = [];
        await foreach (SfSetupCheck check in SetupDoctor.RunAsync(options, new Secrets("x"), static e => $"fix {e.Code}", Guard.Stop))
            checks.Add(check);

        SfSetupCheck tls = Step(checks, "TLS");
        Assert.Equal(SfSetupCheckStatus.Fail, tls.Status);
        Assert.StartsWith($"Set the clock of this machine, which says {clock.GetUtcNow():yyyy-MM-dd}", tls.Fix, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_session_gets_a_new_token_and_stays_open()
    {
        await using LoopbackOrg org = Healthy();
        SfSession session = await org.ConnectAsync();
        List<SfSetupCheck> checks = [];
        await foreach (SfSetupCheck check in SetupDoctor.RunAsync(session, static e => $"fix {e.Code}", Guard.Stop))
            checks.Add(check);

        Assert.DoesNotContain(checks, static c => c.Status == SfSetupCheckStatus.Fail);
        Assert.Equal(2, org.TokenRequests);
        Assert.False(session.IsClosed);
        Assert.Equal(1, session.ApiCalls);
    }
}
