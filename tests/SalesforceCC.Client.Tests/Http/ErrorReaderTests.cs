using System.Net;
using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class ErrorReaderTests
{
    [Theory]
    [InlineData("""[{"message":"No such column","errorCode":"INVALID_FIELD"}]""", "INVALID_FIELD", "No such column")]
    [InlineData("""  [ { "errorCode" : "A" , "message" : "first" }, {"errorCode":"B","message":"second"} ] """, "A", "A: first\nB: second")]
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
    [InlineData(414, "<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>", "HTTP_414", "with a page instead of JSON (\"Bad Message 414\")")]
    [InlineData(503, "<Errors><Error/></Errors>", "HTTP_503", "with XML that names no error: <Errors><Error/></Errors>")]
    [InlineData(503, "<unclosed", "HTTP_503", "with XML that names no error: <unclosed")]
    [InlineData(400, "PNG\0\u0001", "HTTP_400", "with something that is not text")]
    [InlineData(400, "[]", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, "[null]", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, "{}", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, """{"errorCode":5,"message":["x"]}""", "HTTP_400", """with JSON that names no error: {"errorCode":5,"message":["x"]}""")]
    [InlineData(400, """[{"errorCode":"","message":""}]""", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, """[{"errorCode":"E","mess""", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, """[{"errorCode":"\ud800"}]""", "HTTP_400", "with JSON that names no error")]
    [InlineData(400, "error=&error_description=x", "HTTP_400", "error=")]
    [InlineData(400, """[{"errorCode":" ","message":"m"}]""", "HTTP_400", "m")]
    [InlineData(400, "<Errors><Error><errorCode>\n</errorCode></Error></Errors>", "HTTP_400", "with XML that names no error")]
    [InlineData(400, "<Errors><Error><errorCode><a/></errorCode></Error></Errors>", "HTTP_400", "with XML that names no error")]
    [InlineData(400, "\u00A0\uFEFF", "HTTP_400", "without a text")]
    [InlineData(302, "", SfErrorCodes.UnexpectedRedirect, "not followed")]
    [InlineData(308, "<html></html>", SfErrorCodes.UnexpectedRedirect, "not followed")]
    [InlineData(300, """["/services/data/v23.0/sobjects/A/foo"]""", "HTTP_300", "More than one record has this external id (300 Reason): [\"/services/data/v23.0/sobjects/A/foo\"]")]
    public void What_has_no_code_is_called_by_its_status(int status, string body, string code, string part)
    {
        ErrorText error = ErrorReader.Read((HttpStatusCode)status, "Reason", body);
        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_000, "")]
    [InlineData(2_001, "... (the first 2000 of 2001 characters)")]
    public void What_is_too_long_to_be_read_is_quoted_in_part_and_says_so(int length, string end)
    {
        string text = new('x', length);
        Assert.Equal(new string('x', 2_000) + end, ErrorReader.Read(HttpStatusCode.BadGateway, null, text).Message);
    }

    [Theory]
    [InlineData(
        """[{"message":"Required fields are missing: [Name]","errorCode":"REQUIRED_FIELD_MISSING","fields":["Name"]},{"message":"Close date lies back","errorCode":"FIELD_CUSTOM_VALIDATION_EXCEPTION","fields":["CloseDate","Stage"]}]""",
        "REQUIRED_FIELD_MISSING",
        "REQUIRED_FIELD_MISSING: Required fields are missing: [Name] (Name)\nFIELD_CUSTOM_VALIDATION_EXCEPTION: Close date lies back (CloseDate, Stage)")]
    [InlineData(
        """{"id":null,"success":false,"errors":[{"statusCode":"A","message":"a","fields":["X"]},{"statusCode":"B","message":"b","fields":[]}]}""",
        "A", "A: a (X)\nB: b")]
    [InlineData(
        """[{"success":false,"errors":[{"statusCode":"ALL_OR_NONE_OPERATION_ROLLED_BACK","message":"r","fields":[]}]},{"success":false,"errors":[{"statusCode":"ALL_OR_NONE_OPERATION_ROLLED_BACK","message":"r","fields":[]}]},{"success":false,"errors":[{"statusCode":"DUPLICATE_VALUE","message":"d","fields":["K__c"]}]}]""",
        "DUPLICATE_VALUE", "DUPLICATE_VALUE: d (K__c)\nALL_OR_NONE_OPERATION_ROLLED_BACK: r (2 times)")]
    [InlineData(
        """{"hasErrors":true,"results":[{"referenceId":"ref1","errors":[{"statusCode":"INVALID_EMAIL_ADDRESS","message":"Email: invalid","fields":["Email"]}]}]}""",
        "INVALID_EMAIL_ADDRESS", "Email: invalid")]
    [InlineData("""{"exceptionCode":"InvalidBatch","exceptionMessage":"Records not found"}""", "InvalidBatch", "Records not found")]
    [InlineData("""<?xml version="1.0"?><error xmlns="http://www.force.com/2009/06/asyncapi/dataload"><exceptionCode>InvalidSessionId</exceptionCode><exceptionMessage>Unable to find session id</exceptionMessage></error>""", "InvalidSessionId", "Unable to find session id")]
    [InlineData("""<s:Envelope xmlns:s="x"><s:Body><s:Fault><faultcode>sf:INVALID_LOGIN</faultcode><faultstring>INVALID_LOGIN: wrong</faultstring><detail><f><exceptionCode>INVALID_LOGIN</exceptionCode><exceptionMessage>wrong</exceptionMessage></f></detail></s:Fault></s:Body></s:Envelope>""", "INVALID_LOGIN", "INVALID_LOGIN: wrong")]
    [InlineData("<Errors><Error><errorCode>A</errorCode><message>a</message></Error><Error><message>b</message><errorCode>B</errorCode></Error></Errors>", "A", "A: a\nB: b")]
    [InlineData("""{"data":null,"errors":[{"message":"Field 'x' is undefined","locations":[{"line":1}],"extensions":{"ErrorType":"ValidationError"}},{"message":"and so on"}]}""", "ValidationError", "ValidationError: Field 'x' is undefined\nand so on")]
    [InlineData("""[{"duplicateResut":{"allowSave":true,"errorMessage":"Use one of these records?","matchResults":[{"errors":[]}]},"errorCode":"DUPLICATES_DETECTED"}]""", "DUPLICATES_DETECTED", "Use one of these records?")]
    [InlineData("""[{"duplicateResult":{"errorMessage":"Use one"},"errorCode":"DUPLICATES_DETECTED","message":"You're creating a duplicate"}]""", "DUPLICATES_DETECTED", "You're creating a duplicate")]
    [InlineData("""[{"message":"Could not update","errorCode":"RECORD_ERROR","output":{"errors":[],"fieldErrors":{"Name":[{"errorCode":"REQUIRED_FIELD_MISSING","field":"Name","message":"Fill it in"}]}}}]""", "RECORD_ERROR", "RECORD_ERROR: Could not update\nREQUIRED_FIELD_MISSING: Fill it in (Name)")]
    [InlineData("""{"timestamp":1,"status":400,"error":"Bad Request","message":"no such path","path":"/x"}""", "HTTP_400", "no such path")]
    [InlineData("""{"error":{"code":"X_1","message":"nested"}}""", "X_1", "nested")]
    [InlineData("""{"status":"failed","message":"Order refused","errors":["no stock","no credit"]}""", "HTTP_400", "Order refused\nno stock\nno credit")]
    [InlineData("""{"errors":{"Name":["is missing"],"Age":["is low"]}}""", "HTTP_400", "is missing (Name)\nis low (Age)")]
    [InlineData("\"Customer 4711 is blocked\"", "HTTP_400", "Customer 4711 is blocked")]
    [InlineData("[\"a\",\"b\"]", "HTTP_400", "a\nb")]
    public void All_that_was_said_is_told(string body, string code, string message)
    {
        ErrorText error = ErrorReader.Read(HttpStatusCode.BadRequest, "Bad Request", body);
        Assert.Equal((code, message), (error.Code, error.Message));
        Assert.Equal(code, error.Errors[0].Code);
    }

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
            .WaitAsync(Guard.Stop);
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
            string all = $"{failure} {failure.Code} {string.Join(' ', failure.Fields)} {string.Join(' ', failure.Errors)} {failure.Body}";
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
        Assert.Equal(fields, string.Join(' ', ErrorReader.Read(HttpStatusCode.BadRequest, null, body).Errors[0].Fields));
}
