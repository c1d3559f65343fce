using System.Text.Json;
using System.Xml.Linq;
using SalesforceCC.Apex;
using SalesforceCC.Soap;

namespace SalesforceCC.Client.Tests.Apex;

/// <summary>Blocks of Apex, by REST and by SOAP.</summary>
public sealed class ApexRunnerTests : IAsyncLifetime
{
    private const string Rest = "GET /services/data/v68.0/tooling/executeAnonymous/";

    private static readonly XNamespace s_api = SoapCall.Apex;

    private LoopbackOrg _org = null!;
    private SfSession _session = null!;

    private string Soap => $"POST /services/Soap/s/68.0/{_session.OrganizationId}";

    public async ValueTask InitializeAsync() => (_org, _session) = await LoopbackOrg.ConnectedAsync();

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Theory]
    [InlineData("System.debug('a & b+c%20 <\u00e9\U0001F600>');\r\n// x\r\r\n", null)]
    [InlineData("System.debug('a & b+c%20 <\u00e9\U0001F600>]]>');\r\n\t// x\r\r\n\n ", "FINEST")]
    public async Task What_is_sent_is_what_was_given(string code, string? level)
    {
        Answer();
        SfApexResult result = await RunAsync(code, level);

        Assert.True(result is { Success: true, Compiled: true, Line: null, Column: null, SourceLine: null });
        ReceivedRequest sent = Assert.Single(_org.Server.Requests, static r => r.Line != LoopbackOrg.TokenLine);
        if (level is null)
        {
            Assert.StartsWith(Rest + "?anonymousBody=", sent.Method + " " + sent.Target, StringComparison.Ordinal);
            Assert.Equal(code, Uri.UnescapeDataString(sent.Target[(sent.Target.IndexOf('=') + 1)..]));
            return;
        }

        XElement envelope = XElement.Parse(sent.Text, LoadOptions.PreserveWhitespace);
        Assert.Equal(code, envelope.Descendants(s_api + "apexcode").Single().Value);
        XElement category = Assert.Single(envelope.Descendants(s_api + "DebuggingHeader").Single().Elements());
        Assert.Equal(("Apex_code", level), (category.Element(s_api + "category")!.Value, category.Element(s_api + "level")!.Value));
    }

    [Theory]
    [InlineData(7_000, false)]
    [InlineData(8_000, true)]
    [InlineData(33_000, true)]
    public async Task What_is_too_long_for_a_URL_goes_by_SOAP_without_a_log(int length, bool bySoap)
    {
        Answer();
        Assert.True((await RunAsync(new string('x', length), null)).Success);
        Assert.Equal((bySoap ? 0 : 1, bySoap ? 1 : 0), (_org.Count(Rest), _org.Count(Soap)));
        if (bySoap)
            Assert.DoesNotContain("DebuggingHeader", _org.Server.Requests[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_an_answer_is_not_repeated_and_one_that_was_not_carried_out_is()
    {
        _org.On(Rest, Reply.Error(503, "SERVER_UNAVAILABLE", "busy"), Reply.Json("{}"));
        SfException e = await Assert.ThrowsAsync<SfException>(() => RunAsync("x", null));
        Assert.Equal((1, 503), (_org.Count(Rest), (int)e.StatusCode!));

        _org.On(Rest, Reply.Error(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded."), Reply.Json(Json()));
        Assert.True((await RunAsync("x", null)).Success);
        _org.On(Rest, Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid"), Reply.Json(Json()));
        Assert.True((await RunAsync("x", null)).Success);
    }

    [Fact]
    public async Task Failures_point_into_the_text_as_it_was_given()
    {
        const string Code = "Integer a = 0;\r\n\r\n\tInteger b = 1 / a;\r\nx";
        _org.On(Rest, Reply.Json(Json(line: 3, column: 1, exception: "System.MathException: Divide by 0", trace: "AnonymousBlock: line 3, column 1")), Reply.Json(Json(line: 3, column: 10, problem: "No")));

        SfApexResult thrown = await RunAsync(Code, null);
        Assert.True(thrown is { Success: false, Compiled: true, Line: 3, Column: 1, SourceLine: "\tInteger b = 1 / a;", ExceptionStackTrace: "AnonymousBlock: line 3, column 1" });
        SfException e = ApexFailure.Of(thrown)!;
        Assert.Equal(("APEX_EXCEPTION", "System.MathException: Divide by 0 (line 3)\n\tInteger b = 1 / a;"), (e.Code, e.Message));

        SfApexResult refused = await RunAsync(Code, null);
        e = ApexFailure.Of(refused)!;
        Assert.Equal(("APEX_NOT_COMPILED", "No (line 3, column 10)\n\tInteger b = 1 / a;\n\t        ^"), (e.Code, e.Message));
        Assert.Equal(("No", "System.MathException: Divide by 0"), (refused.ToString(), thrown.ToString()));
    }

    [Theory]
    [InlineData(1, 1, "\n^")]
    [InlineData(1, 999, "\n^")]
    [InlineData(9, 5, "")]
    [InlineData(-1, -1, "")]
    public async Task Places_that_are_none_are_no_trouble(int line, int column, string end)
    {
        _org.On(Rest, Reply.Json(Json(line, column, problem: "No")));
        SfApexResult result = await RunAsync("a" + new string('b', 500), null);
        string message = ApexFailure.Of(result)!.Message;
        Assert.EndsWith(end.Trim(), message, StringComparison.Ordinal);
        Assert.True(message.Length < 400, message);
    }

    [Fact]
    public async Task The_log_of_a_failure_comes_too()
    {
        const string Log = "68.0 APEX_CODE,DEBUG\nExecute Anonymous: x\n07:37:50.55 (56900211)|USER_DEBUG|[1]|DEBUG|a\n\nb\n07:37:50.60 (60900211)|FATAL_ERROR|System.MathException: Divide by 0\n\nAnonymousBlock: line 1, column 1\n";
        _org.On(Soap, Xml("<line>1</line><column>1</column><compiled>true</compiled><success>false</success><compileProblem xsi:nil=\"true\"/><exceptionMessage>System.MathException: Divide by 0</exceptionMessage><exceptionStackTrace/>", Log));
        SfApexResult result = await RunAsync("x", "DEBUG");

        Assert.Equal(Log, result.LogText);
        SfApexLogEntry entry = Assert.Single(result.Log);
        Assert.Equal((new TimeSpan(0, 7, 37, 50, 55), 1, "DEBUG", "a\n\nb"), (entry.Time, entry.Line, entry.Level, entry.ToString()));
        Assert.Equal(56.9, entry.Elapsed.TotalMilliseconds, 1);
        Assert.Null(result.CompileProblem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<line>1</line>")]
    [InlineData("<line>x</line><column>1</column><compiled>true</compiled><success>true</success>")]
    [InlineData("<line>1</line><column>1</column><compiled>perhaps</compiled><success>true</success>")]
    public async Task A_response_of_another_form_is_refused(string result)
    {
        _org.On(Soap, Xml(result, null));
        Assert.Equal(SfErrorCodes.InvalidResponse, (await Assert.ThrowsAsync<SfException>(() => RunAsync("x", "DEBUG"))).Code);
        _org.On(Rest, Reply.Json("""{"success":true}"""));
        Assert.Equal(SfErrorCodes.InvalidResponse, (await Assert.ThrowsAsync<SfException>(() => RunAsync("x", null))).Code);
    }

    [Theory]
    [InlineData(" \r\n", null, "empty")]
    [InlineData("a\r\n b{high}", null, "U+D83D in line 2, column 3")]
    [InlineData("{low}", "DEBUG", "U+DE00 in line 1, column 1")]
    [InlineData("a\nb\u0001", "DEBUG", "U+0001 in line 2, column 2")]
    public async Task What_cannot_be_sent_is_refused_before(string code, string? level, string why)
    {
        // Halves of characters do not come through an attribute.
        code = code.Replace("{high}", "\ud83d", StringComparison.Ordinal).Replace("{low}", "\ude00", StringComparison.Ordinal);
        SfException e = await Assert.ThrowsAsync<SfException>(() => RunAsync(code, level));
        Assert.Equal(SfErrorCodes.InvalidParameter, e.Code);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_org.Server.Requests, static r => r.Line != LoopbackOrg.TokenLine);
    }

    private static string Json(int line = -1, int column = -1, string? problem = null, string? exception = null, string? trace = null) => JsonSerializer.Serialize(new
    {
        line,
        column,
        compiled = problem is null,
        success = problem is null && exception is null,
        compileProblem = problem,
        exceptionMessage = exception,
        exceptionStackTrace = trace,
    });

    private static Reply Xml(string result, string? log) => Reply.Text(
        $"""<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="{SoapCall.Apex}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Header>{(log is null ? "" : $"<DebuggingInfo><debugLog>{log}</debugLog></DebuggingInfo>")}</soapenv:Header><soapenv:Body><executeAnonymousResponse>{(result.Length == 0 ? "" : $"<result>{result}</result>")}</executeAnonymousResponse></soapenv:Body></soapenv:Envelope>""",
        200,
        "text/xml;charset=UTF-8");

    private void Answer()
    {
        _org.On(Rest, Reply.Json(Json()));
        _org.On(Soap, Xml("<line>-1</line><column>-1</column><compiled>true</compiled><success>1</success>", null));
    }

    private async Task<SfApexResult> RunAsync(string code, string? level) =>
        await ApexRunner.RunAsync(_session, new ApexScript(code), level, TestContext.Current.CancellationToken);
}
