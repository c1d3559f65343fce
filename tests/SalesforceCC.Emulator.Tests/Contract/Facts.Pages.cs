namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>Results of queries and their pages.</content>
internal static partial class Facts
{
    private const string Big = """["#each",{"attributes":{"type":"Big__c","url":"#path"},"Id":"#id"}]""";

    private static Fact[] Pages =>
    [
        new("A page has 2,000 rows unless another size is asked for, and the next is a path with an offset", $$$"""
            QUERY SELECT Id FROM Big__c -> 200 {"totalSize":2500,"done":false,"nextRecordsUrl":"#/^\/services\/data\/v68.0\/query\/01g[0-9A-Za-z]{15}-2000$/=next","records":{{{Big}}}}
            """, $$$"""
            GET {next} -> 200 {"totalSize":2500,"done":true,"records":{{{Big}}}}
            """),
        new("A page has no fewer than 200 rows", Paged(1, 200)),
        new("A page has no more than 2,000 rows", Paged(5_000, 2_000)),
        new("A size in between is taken", Paged(700, 700)),
        new("Two or more long texts make pages of 200 rows",
            $"POST /composite/sobjects {{\"records\":[{string.Join(',', Enumerable.Repeat("{\"attributes\":{\"type\":\"Movie__c\"},\"Plot__c\":\"long\"}", 200))}]}} -> 200",
            $"POST /composite/sobjects {{\"records\":[{string.Join(',', Enumerable.Repeat("{\"attributes\":{\"type\":\"Movie__c\"},\"Plot__c\":\"long\"}", 20))}]}} -> 200",
            """QUERY SELECT Id, Plot__c FROM Movie__c -> 200 {"totalSize":"#int","done":true,"records":"#any"}""",
            """QUERY SELECT Id, Plot__c, Script__c FROM Movie__c -> 200 {"totalSize":"#int","done":false,"nextRecordsUrl":"#/-200$/","records":"#any"}"""),
        new("No rows", """QUERY SELECT Id FROM Case WHERE Subject = 'none' -> 200 {"totalSize":0,"done":true,"records":[]}"""),
        new("A count has no rows", """QUERY SELECT COUNT() FROM Big__c -> 200 {"totalSize":2500,"done":true,"records":[]}"""),
        new("Aggregates are of no object and number their columns", """
            QUERY SELECT StageName, COUNT(Id), SUM(Amount) FROM Opportunity GROUP BY StageName -> 200 {"totalSize":"#int","done":true,"records":["#each",{"attributes":{"type":"AggregateResult"},"StageName":"#text","expr0":"#int","expr1":"#double?"}]}
            """),
        new("A moment has an offset without a colon, a day has no time", """
            QUERY SELECT CreatedDate, CloseDate FROM Opportunity -> 200 {"totalSize":"#int","done":true,"records":["#each",{"attributes":{"type":"Opportunity","url":"#path"},"CreatedDate":"#datetime","CloseDate":"#date"}]}
            """),
        new("Deleted rows come when asked for",
            $$$"""POST /sobjects/Movie__c {"Twin__c":"deleted"} {{{Created}}}""",
            "DELETE /sobjects/Movie__c/{a} -> 204",
            """QUERY SELECT Id FROM Movie__c WHERE Twin__c = 'deleted' -> 200 {"totalSize":0,"done":true,"records":[]}""",
            """QUERYALL SELECT IsDeleted, Id FROM Movie__c WHERE Twin__c = 'deleted' -> 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Movie__c","url":"#path"},"IsDeleted":true,"Id":"{a}"}]}"""),
    ];

    private static string Paged(int wanted, int got) =>
        $$$"""QUERY SELECT Id FROM Big__c [Sforce-Query-Options: batchSize={{{wanted}}}] -> 200 {"totalSize":2500,"done":false,"nextRecordsUrl":"#/-{{{got}}}$/","records":{{{Big}}}}""";
}
