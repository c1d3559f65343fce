namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>Conditional requests.</content>
internal static partial class Facts
{
    private const string Past = "Wed, 01 Jan 2020 00:00:00 GMT";
    private const string Future = "Wed, 01 Jan 2098 00:00:00 GMT";

    private static Fact[] Conditions =>
    [
        new("Describes are sent if they changed since",
            $"GET /sobjects [If-Modified-Since: {Past}] -> 200",
            $"GET /sobjects [If-Modified-Since: {Future}] -> 304 (empty)",
            $"GET /sobjects/Account/describe [If-Modified-Since: {Future}] -> 304 [Last-Modified: #/ GMT$/] (empty)"),
        new("Describes are sent if they did not change since",
            $"GET /sobjects/Account/describe [If-Unmodified-Since: {Past}] -> 412",
            $"GET /sobjects/Account/describe [If-Unmodified-Since: {Future}] -> 200 [Last-Modified: #/ GMT$/]"),
        new("Describes know no tags in conditions",
            "GET /sobjects/Account/describe [If-None-Match: *] -> 200",
            "GET /sobjects/Account/describe [If-Match: \"other\"] -> 200"),
        new("Accounts have a tag, other rows have none",
            $$$"""POST /sobjects/Account {"Name":"Tagged"} {{{Created}}}""",
            "GET /sobjects/Account/{a} -> 200 [ETag: #/-gzip.$/] [Last-Modified: #/ GMT$/]",
            "GET /sobjects/Account/{a} [If-None-Match: \"other\"] -> 200",
            "GET /sobjects/Account/{a} [If-None-Match: *] -> 304 (empty)",
            "GET /sobjects/Account/{a} [If-Match: \"other\"] -> 412",
            """PATCH /sobjects/Account/{a} [If-Match: "other"] {"Name":"Not"} -> 412""",
            """GET /sobjects/Account/{a}?fields=Name -> 200 {"attributes":{"type":"Account","url":"#path"},"Name":"Tagged","Id":"{a}"}""",
            "GET /sobjects/Organization/{org} -> 200 [ETag: -] [Last-Modified: #/ GMT$/]"),
        new("Rows are sent, and changed, by the time of their last change",
            $$$"""POST /sobjects/Contact {"LastName":"Timed"} {{{Created}}}""",
            $"GET /sobjects/Contact/{{a}} [If-Modified-Since: {Future}] -> 304 (empty)",
            $"GET /sobjects/Contact/{{a}} [If-Unmodified-Since: {Past}] -> 412",
            $"PATCH /sobjects/Contact/{{a}} [If-Unmodified-Since: {Past}] {{\"LastName\":\"Not\"}} -> 412",
            $"PATCH /sobjects/Contact/{{a}} [If-Unmodified-Since: {Future}] {{\"LastName\":\"Then\"}} -> 204"),
        new("A deletion knows no conditions",
            $$$"""POST /sobjects/Account {"Name":"Gone"} {{{Created}}}""",
            $"DELETE /sobjects/Account/{{a}} [If-Match: \"other\"] [If-Unmodified-Since: {Past}] -> 204"),
        new("A change under a condition that cannot be read is refused",
            $$$"""POST /sobjects/Account {"Name":"Kept"} {{{Created}}}""",
            """PATCH /sobjects/Account/{a} [If-Unmodified-Since: yesterday] {"Name":"Not"} -> 400""",
            """GET /sobjects/Account/{a}?fields=Name -> 200 {"attributes":{"type":"Account","url":"#path"},"Name":"Kept","Id":"{a}"}"""),
        new("Conditions hold in parts of a composite request, too", $$$"""
            POST /composite {"compositeRequest":[{"method":"GET","url":"/services/data/v68.0/sobjects","referenceId":"a","httpHeaders":{"If-Modified-Since":"{{{Future}}}"}}]} -> 200 {"compositeResponse":[{"body":null,"httpHeaders":{"ETag":"#text","Last-Modified":"#/ GMT$/"},"httpStatusCode":304,"referenceId":"a"}]}
            """),
    ];
}
