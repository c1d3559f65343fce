using SalesforceCC.Rest;

namespace SalesforceCC.Client.Tests.Http;

public class ErrorResponseTests
{
    private const string Opaque = "00Dx0000000BV7z!AR8AQAxo9UfVkh8AlV0Gomt9Czx9LjHnSSpwBMmbRcgKFmxOtvxjTrKW19ye6PE3Ds1eQz3z8jr3W7_VbWmEu4Q8TVGSTHxs";

    private const string Jwt = "eyJ0bmsiOiJjb3JlIiwiYWxnIjoi.eyJzY3AiOiJhcGkgZnVs-bF8.abc_DEF-123";

    [Theory]
    [InlineData("""[{"errorCode":"E","message":"Bad token TOKEN used"}]""")]
    [InlineData("""{"error":"e","error_description":"TOKEN"}""")]
    [InlineData("token=TOKEN is not valid")]
    [InlineData("<html><title>Error for TOKEN</title></html>")]
    [InlineData("error=e&error_description=TOKEN")]
    [InlineData("<Errors><Error><errorCode>E</errorCode><message>TOKEN!</message></Error></Errors>")]
    public async Task A_token_in_an_error_text_is_taken_out(string body)
    {
        foreach (string token in new[] { Opaque, Jwt })
        {
            (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
            await using LoopbackOrg _1 = org;
            org.On("GET thing", Reply.Text(body.Replace("TOKEN", token, StringComparison.Ordinal), 400));
            SfException failure = await Guard.FailsAsync(() => session.SendAsync("GET", "thing"));
            Assert.Contains("(token)", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(token, failure.ToString(), StringComparison.Ordinal);
            Assert.Equal(body.Replace("TOKEN", "(token)", StringComparison.Ordinal), failure.Body);
        }
    }

    [Fact]
    public async Task A_failure_names_the_request_without_its_query()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET query", Reply.Json("""[{"errorCode":"INVALID_FIELD","message":"m","fields":["A"]}]""", 400));

        SfException failure = await Guard.FailsAsync(() => session.SendAsync("GET", "query?q=SELECT+Secret"));

        Assert.Equal("GET /services/data/v68.0/query?...", failure.Request);
        Assert.Equal(["A"], failure.Fields);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(401)]
    public async Task An_answer_can_be_had_as_it_is(int status)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        const string Body = """[{"errorCode":"E","message":"ü"}]""";
        org.On("GET thing", Reply.Json(Body, status, ("X-One", "1"), ("Last-Modified", "Mon, 11 Dec 2023 09:11:58 GMT")));

        RestResponse answer = await RestClient.SendAsync(
            session, Sending.Request(session, "GET", "thing"), skipErrorCheck: true, Guard.Stop);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(Body, answer.Text);
        Assert.True(answer.IsJson);
        Assert.Equal(["1"], answer.Headers["x-one"]);
        Assert.Equal(["Mon, 11 Dec 2023 09:11:58 GMT"], answer.Headers["last-modified"]);
    }

    [Fact]
    public async Task An_endless_error_is_cut()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET thing", Reply.Text(new string('x', 3 << 20), 400));
        SfException failure = await Guard.FailsAsync("HTTP_400", () => session.SendAsync("GET", "thing"));
        Assert.InRange(failure.Response!.Body.Length, 1 << 20, (1 << 20) + (1 << 15));
        Assert.EndsWith("longer than 1 MiB; the rest of it was not read.]", failure.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_read_in_the_characters_it_says_it_has()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET thing", Reply.Of(400, "text/html; charset=iso-8859-1", [.. "<html><title>Gr"u8, 0xFC, 0xDF, .. "e</title>"u8]));
        SfException failure = await Guard.FailsAsync("HTTP_400", () => session.SendAsync("GET", "thing"));
        Assert.Contains("(\"Grüße\")", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_a_failure_forgets_nothing()
    {
        SfException failure = new("E", "m")
        {
            StatusCode = System.Net.HttpStatusCode.BadRequest,
            Errors = [new SfError("E", "m", ["F"])],
            Body = "body",
            Request = "GET /x",
            Response = new SalesforceCC.Http.ErrorResponse(System.Net.HttpStatusCode.BadRequest, new Dictionary<string, IReadOnlyList<string>>(), "body", false),
            RetryAfter = TimeSpan.FromSeconds(1),
            NotExecuted = true,
            MayPass = true,
            Final = true,
            Flow = SfFlow.JwtBearer,
            OfReadingMethod = true,
        };
        Assert.All(typeof(FailureFacts).GetProperties().Where(static p => p.GetGetMethod()!.IsStatic == false), p =>
        {
            object? unset = p.GetValue(FailureFacts.None);
            object? set = p.GetValue(failure.Facts);
            Assert.NotEqual(unset, set);
            Assert.Equal(set, p.GetValue(failure.WithMessage("other").Facts));
            Assert.Equal(set, p.GetValue(failure.With(static f => f).Facts));
        });
    }
}
