using System.Net;
using System.Text;
using System.Xml.Linq;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>The SOAP API of the org, with the messages that clients send.</summary>
public sealed class SoapTests(LedgerOrg org) : IClassFixture<LedgerOrg>
{
    private static readonly XNamespace s_api = "urn:partner.soap.sforce.com";

    [Fact]
    public async Task Rows_come_back_with_the_children_that_went_with_them()
    {
        string account = await InsertAsync("Account", """{"Name":"Parent"}""");
        string contact = await InsertAsync("Contact", $$"""{"LastName":"Child","AccountId":"{{account}}"}""");
        await DeleteAsync("Account", account);

        (HttpStatusCode status, XElement? answer) = await SendAsync($"<undelete><ids>{account}</ids><ids>{contact}</ids><ids>nonsense</ids></undelete>");

        Assert.Equal(HttpStatusCode.OK, status);
        XElement[] results = [.. answer.Descendants(s_api + "result")];
        Assert.Equal(["true", "false", "false"], results.Select(r => r.Element(s_api + "success")!.Value));
        Assert.Equal(account, results[0].Element(s_api + "id")!.Value);
        Assert.Equal(["UNDELETE_FAILED", "MALFORMED_ID"], answer.Descendants(s_api + "statusCode").Select(c => c.Value));
        Assert.Equal(2, (await org.QueryAsync($"SELECT Id FROM Contact WHERE Id = '{contact}' AND AccountId = '{account}'")).Length
            + (await org.QueryAsync($"SELECT Id FROM Account WHERE Id = '{account}'")).Length);
    }

    [Fact]
    public async Task All_or_none_takes_the_good_ones_back()
    {
        string account = await InsertAsync("Account", """{"Name":"Alone"}""");
        await DeleteAsync("Account", account);

        (_, XElement? answer) = await SendAsync(
            $"<undelete><ids>{account}</ids><ids>001000000000999AAA</ids></undelete>",
            "<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader>");

        Assert.All(answer.Descendants(s_api + "success"), s => Assert.Equal("false", s.Value));
        Assert.Empty(await org.QueryAsync($"SELECT Id FROM Account WHERE Id = '{account}'"));
    }

    [Theory]
    [InlineData("<undelete/>", "", "nobody", "68.0", "sf:INVALID_SESSION_ID")]
    [InlineData("<undelete/>", "", "eyJ.eyJ.x", "67.0", "sf:INVALID_SESSION_ID")]
    [InlineData("<undelete/>", "", "{token}", "99.0", "sf:UNSUPPORTED_API_VERSION")]
    [InlineData("<undelete><ids>001</ids>", "", "{token}", "68.0", "soapenv:Client")]
    [InlineData("<nonsense/>", "", "{token}", "68.0", "soapenv:Client")]
    public async Task What_is_refused_whole_is_a_fault(string body, string headers, string token, string version, string code)
    {
        (HttpStatusCode status, XElement? answer) = await SendAsync(body, headers, token, version);

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal(code, answer.Descendants("faultcode").Single().Value);
    }

    [Fact]
    public async Task More_ids_than_a_call_may_have_are_a_fault()
    {
        (_, XElement? answer) = await SendAsync($"<undelete>{string.Concat(Enumerable.Repeat("<ids>001000000000000</ids>", 201))}</undelete>");

        Assert.Equal("sf:EXCEEDED_ID_LIMIT", answer.Descendants("faultcode").Single().Value);
    }

    private async Task<(HttpStatusCode Status, XElement Answer)> SendAsync(
        string body, string headers = "", string token = "{token}", string version = "68.0")
    {
        string text = org.Fill($"""
            <?xml version="1.0" encoding="utf-8"?>
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header xmlns="urn:partner.soap.sforce.com">
            <SessionHeader><sessionId>{token}</sessionId></SessionHeader>{headers}</e:Header>
            <e:Body xmlns="urn:partner.soap.sforce.com">{body}</e:Body></e:Envelope>
            """);
        using StringContent content = new(text, Encoding.UTF8, "text/xml");
        content.Headers.Add("SOAPAction", "\"\"");
        using HttpResponseMessage answer = await org.Client.PostAsync(
            new Uri($"/services/Soap/u/{version}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, XElement.Parse(await answer.TextAsync()));
    }

    private async Task<string> InsertAsync(string type, string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await org.Client.PostAsync(
            new Uri($"{LedgerOrg.Base}/sobjects/{type}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (await answer.JsonAsync()).GetProperty("id").GetString()!;
    }

    private async Task DeleteAsync(string type, string id)
    {
        using HttpResponseMessage answer = await org.Client.DeleteAsync(
            new Uri($"{LedgerOrg.Base}/sobjects/{type}/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
