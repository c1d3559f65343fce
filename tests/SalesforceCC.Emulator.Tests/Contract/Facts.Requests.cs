namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>Headers that all requests and answers share, versions, methods.</content>
internal static partial class Facts
{
    private const string Usage = @"[Sforce-Limit-Info: #/^api-usage=\d+.15000$/]";

    private static Fact[] Requests =>
    [
        new("Versions need no token, count nothing and end with the latest", """
            GET /services/data [Authorization: -] -> 200 [Sforce-Limit-Info: -] ["#some",{"label":"Latest Release","url":"/services/data/latest","version":"68.0"}]
            """),
        new("latest leads to the newest version", "GET /services/data/latest/limits -> 200"),
        new("Each answer of the REST API tells how many requests are used up",
            $"GET /limits -> 200 {Usage}",
            $"GET /sobjects -> 200 {Usage}",
            $"GET /nonsense -> 404 {Usage}",
            $"POST /sobjects/Account {{\"Name\":\"Counted\"}} -> 201 {Usage} {{\"id\":\"#id=a\",\"#more\":true}}",
            $"DELETE /sobjects/Account/{{a}} -> 204 {Usage} (empty)",
            $"GET /sobjects/Account/{{a}} -> 404 {Usage}"),
        new("No answer speaks of limits by other headers", "GET /limits -> 200 [Retry-After: -] [X-RateLimit-Limit: -]"),
        new("Answers are packed for those who ask", "GET /limits [Accept-Encoding: gzip] -> 200 [Content-Encoding: gzip] [Vary: Accept-Encoding]"),
        new("Call options name a client and a namespace", "GET /limits [Sforce-Call-Options: client=SalesforceCC, defaultNamespace=ns] -> 200"),
        new("A query is a GET", """
            POST /query?q=SELECT+Id+FROM+Account {} -> 405 [{"message":"#/^HTTP Method 'POST' not allowed. Allowed are .*GET/","errorCode":"METHOD_NOT_ALLOWED"}]
            """),
        new("Retired versions are gone", "GET /services/data/v30.0/limits -> 410"),
        new("Without a token", """
            GET /limits [Authorization: Bearer badToken] -> 401 [WWW-Authenticate: Token] [Sforce-Limit-Info: -] [{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]
            """),
    ];
}
