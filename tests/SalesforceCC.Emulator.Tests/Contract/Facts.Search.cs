namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>SOSL and parameterized search.</content>
internal static partial class Facts
{
    private const string Found = """{"searchRecords":["#each",{"attributes":{"type":"#text","url":"#path"},"Id":"#id"}],"#more":true}""";

    private static Fact[] Search =>
    [
        new("A search finds rows of several objects",
            """POST /sobjects/Account {"Name":"Findus Ltd"} -> 201""",
            """POST /sobjects/Contact {"LastName":"Findus"} -> 201""",
            $"GET /search?q=FIND+%7Bfindus%7D+RETURNING+Account,Contact -> 200 {Found}",
            """GET /search?q=FIND+%7Bfindus%7D+IN+NAME+FIELDS+RETURNING+Contact(Id,Name) -> 200 {"searchRecords":["#each",{"attributes":{"type":"Contact","url":"#path"},"Id":"#id","Name":"Findus"}],"#more":true}""",
            $"GET /search?q=FIND+%7Bfin*%7D+RETURNING+Account -> 200 {Found}",
            $"GET /search?q=FIND+%7Bfind%3Fs%7D+RETURNING+Account -> 200 {Found}"),
        new("Nothing found is no error", """GET /search?q=FIND+%7Bnobodyofthatname%7D -> 200 {"searchRecords":[]}"""),
        new("A search may come as parameters",
            """POST /sobjects/Account {"Name":"Paramus Ltd"} -> 201""",
            """GET /parameterizedSearch?q=paramus&sobject=Account&Account.fields=id,name&Account.limit=1 -> 200 {"searchRecords":[{"attributes":{"type":"Account","url":"#path"},"Id":"#id","Name":"Paramus Ltd"}]}""",
            """POST /parameterizedSearch {"q":"paramus","fields":["id"],"sobjects":[{"name":"Account"}]} -> 200 {"searchRecords":[{"attributes":{"type":"Account","url":"#path"},"Id":"#id"}]}"""),
        new("Limits of rows and of those left out",
            "GET /search?q=FIND+%7Bfindus%7D+LIMIT+2000 -> 200",
            "GET /search?q=FIND+%7Bfindus%7D+LIMIT+2001 -> 400",
            "GET /search?q=FIND+%7Bfindus%7D+RETURNING+Account(Id+LIMIT+1+OFFSET+2001) -> 400",
            "GET /parameterizedSearch?q=findus&defaultLimit=2001&sobject=Account -> 400"),
        new("No braces, no term", "GET /search?q=FIND+findus -> 400"),
    ];
}
