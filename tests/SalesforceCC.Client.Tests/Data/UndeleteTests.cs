using System.Xml.Linq;
using SalesforceCC.Data;

namespace SalesforceCC.Client.Tests.Data;

/// <summary>Records out of the recycle bin, by the SOAP API.</summary>
public sealed class UndeleteTests : IAsyncLifetime
{
    private const string Line = "POST /services/Soap/u/68.0";

    private static readonly WriteSettings s_undelete = new() { Operation = WriteOperation.Undelete };
    private static readonly XNamespace s_api = "urn:partner.soap.sforce.com";

    private LoopbackOrg _org = null!;
    private SfSession _session = null!;

    private static Reply Expired => Fault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session");

    public async ValueTask InitializeAsync() => (_org, _session) = await LoopbackOrg.ConnectedAsync();

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(200, 1)]
    [InlineData(201, 2)]
    public async Task Records_come_back_200_to_a_call(int count, int calls)
    {
        _org.On(Line, static request => Restored([.. Ids(request)]));
        WriteRow[] rows = [.. Enumerable.Range(1, count).Select(Row)];

        Assert.Equal(rows, await _session.WriteAsync(s_undelete, rows));

        Assert.All(rows, static r => Assert.True(r.Result is { Success: true, Created: false } && r.Result.Id == r.Id));
        Assert.Equal((calls, (long)calls), (_org.Count(Line), _session.ApiCalls));
    }

    [Fact]
    public async Task The_token_stands_in_the_message_and_in_no_header()
    {
        _org.On(Line, static request => Restored([.. Ids(request)]));
        await _session.WriteAsync(s_undelete, [Row(1)]);

        ReceivedRequest sent = _org.Server.Requests.Single(static r => r.Line == Line);
        Assert.Null(sent.Header("Authorization"));
        Assert.Equal(("text/xml; charset=utf-8", "\"\"", "text/xml"), (sent.Header("Content-Type"), sent.Header("SOAPAction"), sent.Header("Accept")));
        Assert.Equal("00DS7000000oxzo!token1", XElement.Parse(sent.Text).Descendants(s_api + "sessionId").Single().Value);
    }

    [Fact]
    public async Task A_token_that_has_ended_is_renewed_once()
    {
        _org.On(Line, Expired, Restored([Row(1).Id!]));
        WriteRow row = (await _session.WriteAsync(s_undelete, [Row(1)]))[0];

        Assert.True(row.Result!.Success);
        Assert.Equal((2, 2), (_org.TokenRequests, _org.Count(Line)));
        Assert.Contains("!token2</sessionId>", _org.Server.Requests.Last(static r => r.Line == Line).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_SOAP_never_takes_ends_it_for_all_records()
    {
        _org.On(Line, Expired);
        List<WriteRow> rows = await _session.WriteAsync(s_undelete, Enumerable.Range(1, 1_201).Select(Row));

        Assert.All(rows, static r => Assert.Equal("INVALID_SESSION_ID", r.Failure!.Code));
        Assert.All(rows, static r => Assert.DoesNotContain("not known", r.Failure!.Message, StringComparison.Ordinal));
        Assert.InRange(_org.Count(Line), 2, 10);
    }

    [Theory]
    [InlineData("API_DISABLED_FOR_ORG", false, 1)]
    [InlineData("EXCEEDED_ID_LIMIT", false, 1)]
    [InlineData("UNKNOWN_EXCEPTION", true, 1)]
    [InlineData("SERVER_UNAVAILABLE", true, 1)]
    [InlineData("UNABLE_TO_LOCK_ROW", false, 4)]
    public async Task A_fault_is_the_failure_of_each_record(string code, bool isInDoubt, int calls)
    {
        _org.On(Line, Fault(code, "the reason"));
        WriteRow row = (await _session.WriteAsync(s_undelete, [Row(1), Row(2)]))[1];

        Assert.Equal(code, row.Failure!.Code);
        Assert.Contains("the reason", row.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(isInDoubt, row.Failure.Message.EndsWith("It is not known whether the record was restored.", StringComparison.Ordinal));
        Assert.Equal(calls, _org.Count(Line));
    }

    [Fact]
    public async Task A_record_that_fails_leaves_the_others()
    {
        _org.On(Line, Reply.Text(Envelope($"""
            <undeleteResponse><result><errors><message>Entity is not in the recycle bin</message><statusCode>UNDELETE_FAILED</statusCode></errors><id xsi:nil="true"/><success>false</success></result>
            <result><id>{Row(2).Id}</id><success>true</success></result>
            <result><errors><fields>Name</fields><fields>Fax</fields><message>a</message><statusCode>A</statusCode></errors><errors><message>b</message><statusCode>B</statusCode></errors><success>false</success></result></undeleteResponse>
            """), 200, "text/xml;charset=UTF-8"));
        List<WriteRow> rows = await _session.WriteAsync(s_undelete, Enumerable.Range(1, 3).Select(Row));

        Assert.Equal(["UNDELETE_FAILED", null, "A"], rows.Select(static r => r.Failure?.Code));
        Assert.Equal(["Name", "Fax"], rows[2].Failure!.Errors[0].Fields);
        Assert.Equal(2, rows[2].Failure!.Errors.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><title>Log in</title></html>")]
    [InlineData("[]")]
    [InlineData("<a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>")]
    public async Task What_is_no_answer_leaves_the_records_in_doubt(string text)
    {
        _org.On(Line, Reply.Text(text, 200, "text/xml"));
        await InDoubtAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<undeleteResponse/>")]
    [InlineData("<undeleteResponse><result><success>true</success></result></undeleteResponse>")]
    public async Task Fewer_results_than_records_leave_them_in_doubt(string body)
    {
        _org.On(Line, Reply.Text(Envelope(body), 200, "text/xml"));
        await InDoubtAsync();
    }

    [Fact]
    public async Task All_or_none_is_one_call_of_up_to_200()
    {
        _org.On(Line, static request => Restored([.. Ids(request)]));
        WriteSettings all = s_undelete with { AllOrNone = true };
        Assert.Equal(200, (await _session.WriteAsync(all, Enumerable.Range(1, 200).Select(Row))).Count(static r => r.Result is not null));
        Assert.Contains("<allOrNone>true</allOrNone>", _org.Server.Requests[^1].Text, StringComparison.Ordinal);

        SfException failure = await Assert.ThrowsAsync<SfException>(() => _session.WriteAsync(all, Enumerable.Range(1, 201).Select(Row)));
        Assert.Equal("Salesforce saves all or none of at most 200 records. Nothing was sent.", failure.Message);
        Assert.Equal(1, _org.Count(Line));
    }

    [Fact]
    public async Task A_server_that_repeats_the_message_does_not_show_the_token()
    {
        _org.On(Line, static request => Reply.Text(request.Text, 500, "text/xml"));
        WriteRow row = (await _session.WriteAsync(s_undelete, [Row(1)]))[0];

        Assert.DoesNotContain("00DS7000000oxzo!token1", $"{row.Failure} {row.Failure!.Body}", StringComparison.Ordinal);
        Assert.DoesNotContain("oxzo!token1", row.Failure.Body!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_of_the_newest_version_calls_SOAP_by_its_number()
    {
        SfSession latest = await _org.ConnectAsync(_org.Options(apiVersion: "latest"));
        _org.On(Line, static request => Restored([.. Ids(request)]));
        Assert.True((await latest.WriteAsync(s_undelete, [Row(1)]))[0].Result!.Success);
    }

    [Fact]
    public async Task Results_of_other_records_leave_theirs_in_doubt()
    {
        _org.On(Line, Restored([Row(2).Id!, Row(1).Id!]));
        await InDoubtAsync();
    }

    private async Task InDoubtAsync()
    {
        List<WriteRow> rows = await _session.WriteAsync(s_undelete, [Row(1), Row(2)]);
        Assert.All(rows, static r => Assert.Equal(SfErrorCodes.InvalidResponse, r.Failure!.Code));
        Assert.All(rows, static r => Assert.EndsWith("It is not known whether the record was restored.", r.Failure!.Message, StringComparison.Ordinal));
        Assert.Equal(1, _org.Count(Line));
    }

    private static WriteRow Row(int number) => Writing.Row("001", SfId.To18($"001{number:d12}"));

    private static IEnumerable<string> Ids(ReceivedRequest request) => XElement.Parse(request.Text).Descendants(s_api + "ids").Select(static e => e.Value);

    private static Reply Restored(string[] ids) => Reply.Text(
        Envelope($"<undeleteResponse>{string.Concat(ids.Select(static id => $"<result><id>{id}</id><success>true</success></result>"))}</undeleteResponse>"),
        200,
        "text/xml;charset=UTF-8");

    private static string Envelope(string body) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Header><LimitInfoHeader/></soapenv:Header><soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>""";

    private static Reply Fault(string code, string text) => Reply.Text(
        $"""<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.partner.soap.sforce.com"><soapenv:Body><soapenv:Fault><faultcode>sf:{code}</faultcode><faultstring>{code}: {text}</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>""",
        500,
        "text/xml;charset=UTF-8");
}
