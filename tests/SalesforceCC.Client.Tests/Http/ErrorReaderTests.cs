using System.Net;
using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class ErrorReaderTests
{
    [Theory]
    [InlineData("""[{"message":"No such column","errorCode":"INVALID_FIELD"}]""", "INVALID_FIELD", "No such column")]
    [InlineData("""  [ { "errorCode" : "A" , "message" : "first" }, {"errorCode":"B","message":"second"} ] """, "A", "first")]
    [InlineData("""{"errorCode":"NOT_FOUND","message":"gone"}""", "NOT_FOUND", "gone")]
    [InlineData("""[{"statusCode":"DUPLICATE_VALUE","message":"duplicate"}]""", "DUPLICATE_VALUE", "duplicate")]
    [InlineData("""{"error":"invalid_grant","error_description":"ip restricted"}""", "invalid_grant", "ip restricted")]
    [InlineData("""{"error":"invalid_grant"}""", "invalid_grant", "invalid_grant")]
    [InlineData("""[{"errorCode":"E","message":""}]""", "E", "E")]
    [InlineData("""[{"errorCode":"E","message":"zwei\nZeilen – ü"}]""", "E", "zwei\nZeilen – ü")]
    [InlineData("<?xml version=\"1.0\"?><Errors><Error><errorCode>E</errorCode><message>m &amp; n</message></Error></Errors>", "E", "m & n")]
    [InlineData("<Errors><Error><errorCode>E</errorCode></Error></Errors>", "E", "E")]
    [InlineData("error=unsupported_token_type&error_description=this+token%20type", "unsupported_token_type", "this token type")]
    [InlineData("error=invalid_token", "invalid_token", "invalid_token")]
    [InlineData("Bad_OAuth_Token", "HTTP_400", "Bad_OAuth_Token")]
    [InlineData("""[{"errorCode":"E","message":" \n"}]""", "E", "E")]
    [InlineData("<Errors><Error><errorCode>E</errorCode><message> </message></Error></Errors>", "E", "E")]
    [InlineData("<Errors><Error><!-- x --><other><a/></other><errorCode><![CDATA[E]]></errorCode></Error></Errors>", "E", "E")]
    [InlineData("error=e&error_description=+", "e", "e")]
    [InlineData("\uFEFF[{\"errorCode\":\"E\",\"message\":\"m\"}]", "E", "m")]
    public void Code_and_text_are_found_in_every_form(string body, string code, string message)
    {
        ErrorText error = ErrorReader.Read(HttpStatusCode.BadRequest, "Bad Request", body);
        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Theory]
    [InlineData(500, "", "HTTP_500", "without a text")]
    [InlineData(500, " \r\n ", "HTTP_500", "without a text")]
    [InlineData(503, "<html><head><title>Down &amp; out</title></head></html>", "HTTP_503", "(\"Down & out\")")]
    [InlineData(503, "<!DOCTYPE html><html><body>no title", "HTTP_503", "with a page instead of JSON")]
    [InlineData(503, "<Errors><Error/></Errors>", "HTTP_503", "with a page instead of JSON")]
    [InlineData(503, "<unclosed", "HTTP_503", "with a page instead of JSON")]
    [InlineData(400, "[]", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, "[null]", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, "{}", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, """{"errorCode":5,"message":["x"]}""", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, """[{"errorCode":"","message":""}]""", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, """[{"errorCode":"E","mess""", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, """[{"errorCode":"\ud800"}]""", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, "error=&error_description=x", "HTTP_400", "error=")]
    [InlineData(400, """[{"errorCode":" ","message":"m"}]""", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, "<Errors><Error><errorCode>\n</errorCode></Error></Errors>", "HTTP_400", "with a page instead of JSON")]
    [InlineData(400, "<Errors><Error><errorCode><a/></errorCode></Error></Errors>", "HTTP_400", "with a page instead of JSON")]
    [InlineData(400, "\u00A0\uFEFF", "HTTP_400", "without a text")]
    [InlineData(302, "", SfErrorCodes.UnexpectedRedirect, "not followed")]
    [InlineData(308, "<html></html>", SfErrorCodes.UnexpectedRedirect, "not followed")]
    [InlineData(300, """["/services/data/v23.0/sobjects/A/foo"]""", "HTTP_300", "More than one record")]
    public void What_has_no_code_is_called_by_its_status(int status, string body, string code, string part)
    {
        ErrorText error = ErrorReader.Read((HttpStatusCode)status, "Reason", body);
        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_a_line_or_two_is_quoted()
    {
        string text = new('x', 200);
        Assert.Equal(text, ErrorReader.Read(HttpStatusCode.BadGateway, null, text).Message);
        Assert.DoesNotContain(text, ErrorReader.Read(HttpStatusCode.BadGateway, null, text + "x").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_not_quoted() => Assert.DoesNotContain(
        "xxxxx", ErrorReader.Read(HttpStatusCode.BadGateway, null, new string('x', 5000)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_document_may_be_as_deep_as_it_likes()
    {
        const int Levels = 140_000;
        string deep = string.Concat(Enumerable.Repeat("<a>", Levels)) + string.Concat(Enumerable.Repeat("</a>", Levels));
        string body = $"<Errors><Error><errorCode>{deep}</errorCode></Error></Errors>";
        Assert.Equal("HTTP_400", ErrorReader.Read(HttpStatusCode.BadRequest, null, body).Code);
    }

    [Theory]
    [InlineData("<html>$", "<title")]
    [InlineData("[{\"errorCode\":\"E\",\"message\":\"$\"}]", "eyJ")]
    [InlineData("[{\"errorCode\":\"E\",\"message\":\"$\"}]", "00D")]
    public async Task Any_text_is_read_in_time(string body, string again)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "https://acme.my.salesforce.com/x");
        string many = string.Concat(Enumerable.Repeat(again, 300_000));
        using HttpResponseMessage response = new(HttpStatusCode.BadRequest)
        {
            Content = new StringContent(body.Replace("$", many, StringComparison.Ordinal)),
        };

        // On a thread of its own: what takes the square of that is not done in an hour.
        await Task.Run(() => ErrorReader.ReadAsync(request, response, TimeProvider.System, Guard.Stop), Guard.Stop)
            .WaitAsync(TimeSpan.FromMinutes(1), Guard.Stop);
    }

    [Theory]
    [InlineData("""{"errorCode":"E TOKEN","message":"m","fields":["a TOKEN b"]}""")]
    [InlineData("""{"errorCode":"TOKEN"}""")]
    [InlineData("error=TOKEN")]
    public async Task The_token_that_was_sent_is_nowhere_in_what_is_read(string body)
    {
        foreach (string token in new[] { "00D000000000001AAA!AQ.x_y", "eyJh.eyJi.c-d", "of-no-known-form/=" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "https://acme.my.salesforce.com/x");
            request.Headers.Authorization = new("Bearer", token);
            using HttpResponseMessage response = new(HttpStatusCode.BadRequest)
            {
                Content = new StringContent(body.Replace("TOKEN", token, StringComparison.Ordinal)),
            };
            SfException failure = await ErrorReader.ReadAsync(request, response, TimeProvider.System, TestContext.Current.CancellationToken);
            string all = $"{failure} {failure.Code} {string.Join(' ', failure.Fields)}";
            Assert.DoesNotContain(token, all, StringComparison.Ordinal);
            Assert.Contains("(token)", all, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Entities_of_a_document_are_not_expanded()
    {
        const string Bomb = """<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Errors><Error><errorCode>&a;</errorCode></Error></Errors>""";
        Assert.Equal("HTTP_400", ErrorReader.Read(HttpStatusCode.BadRequest, null, Bomb).Code);
    }

    [Theory]
    [InlineData("""[{"errorCode":"E","message":"m","fields":["Name","X__c"]}]""", "Name X__c")]
    [InlineData("""[{"errorCode":"E","message":"m","fields":null}]""", "")]
    [InlineData("""[{"errorCode":"E","message":"m","fields":[1,"A"]}]""", "A")]
    [InlineData("""[{"errorCode":"E","message":"m"}]""", "")]
    public void Fields_are_those_that_are_named(string body, string fields) =>
        Assert.Equal(fields, string.Join(' ', ErrorReader.Read(HttpStatusCode.BadRequest, null, body).Fields));
}
