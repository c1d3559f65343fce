namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>Rows in lists.</content>
internal static partial class Facts
{
    private const string Saved = """{"id":"#id","success":true,"errors":[]}""";

    private static Fact[] Collections =>
    [
        new("Each row has a result of its own, in the order of the request", $$$"""
            POST /composite/sobjects {"allOrNone":false,"records":[{"attributes":{"type":"Account"},"Name":"A"},{"attributes":{"type":"Account"}},{"attributes":{"type":"Contact"},"LastName":"B"}]} -> 200 [{{{Saved}}},{"success":false,"errors":[{"statusCode":"REQUIRED_FIELD_MISSING","message":"Required fields are missing: [Name]","fields":["Name"]}]},{{{Saved}}}]
            """),
        new("All or none takes the good rows back", """
            POST /composite/sobjects {"allOrNone":true,"records":[{"attributes":{"type":"Account"},"Name":"Taken back"},{"attributes":{"type":"Account"}}]} -> 200 [{"success":false,"errors":[{"statusCode":"ALL_OR_NONE_OPERATION_ROLLED_BACK","message":"#text","fields":[]}]},{"success":false,"errors":["#each",{"statusCode":"REQUIRED_FIELD_MISSING","#more":true}]}]
            """,
            "QUERY SELECT Id FROM Account WHERE Name = 'Taken back' -> 200 {\"totalSize\":0,\"done\":true,\"records\":[]}"),
        new("An upsert tells which rows are new", """
            PATCH /composite/sobjects/Movie__c/Key__c {"records":[{"attributes":{"type":"Movie__c"},"Key__c":"c1"}]} -> 200 [{"id":"#id=a","success":true,"errors":[],"created":true}]
            """, """
            PATCH /composite/sobjects/Movie__c/Key__c {"records":[{"attributes":{"type":"Movie__c"},"Key__c":"c1"}]} -> 200 [{"id":"{a}","success":true,"errors":[],"created":false}]
            """),
        new("An upsert by Id makes a row for each null", """
            PATCH /composite/sobjects/Movie__c/Id {"records":[{"attributes":{"type":"Movie__c"},"Id":null}]} -> 200 [{"id":"#id","success":true,"errors":[],"created":true}]
            """),
        new("An upsert takes rows of its object only", """
            PATCH /composite/sobjects/Movie__c/Key__c {"records":[{"attributes":{"type":"Account"},"Key__c":"c1"}]} -> 400
            """),
        new("The same row twice in one update fails the second time",
            $$$"""POST /sobjects/Account {"Name":"A"} {{{Created}}}""", """
            PATCH /composite/sobjects {"records":[{"attributes":{"type":"Account"},"Id":"{a}","Name":"B"},{"attributes":{"type":"Account"},"Id":"{a}","Name":"C"}]} -> 200 [{"id":"{a}","success":true,"errors":[]},{"#more":true,"success":false,"errors":["#each",{"message":"Duplicate id specified: {a}","#more":true}]}]
            """),
        new("Deletions are by ids in the URL",
            $$$"""POST /sobjects/Account {"Name":"A"} {{{Created}}}""",
            """DELETE /composite/sobjects?ids={a}&allOrNone=false -> 200 [{"id":"{a}","success":true,"errors":[]}]""",
            """DELETE /composite/sobjects?ids={a} -> 200 [{"#more":true,"success":false,"errors":["#each",{"statusCode":"ENTITY_IS_DELETED","message":"#text","fields":[]}]}]"""),
        new("Rows are read in the order of their ids, with the fields that are named",
            $$$"""POST /sobjects/Account {"Name":"A"} {{{Created}}}""",
            """GET /composite/sobjects/Account?ids={a}&fields=Name -> 200 [{"attributes":{"type":"Account","url":"/services/data/v68.0/sobjects/Account/{a}"},"Name":"A","Id":"{a}"}]""",
            """POST /composite/sobjects/Account {"ids":["{a}"],"fields":["Id","Name"]} -> 200 [{"attributes":{"type":"Account","url":"#path"},"Id":"{a}","Name":"A"}]"""),
        new("More than 200 rows are refused",
            $"POST /composite/sobjects {{\"records\":[{string.Join(',', Enumerable.Repeat("{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Too many\"}", 201))}]}} -> 400"),
        new("More than 10 runs of one object are refused",
            $"POST /composite/sobjects {{\"records\":[{string.Join(',', Enumerable.Range(0, 11).Select(i => $"{{\"attributes\":{{\"type\":\"{(i % 2 == 0 ? "Account" : "Campaign")}\"}},\"Name\":\"x\"}}"))}]}} -> 400"),
    ];
}
