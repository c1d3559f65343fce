namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>What an org has besides rows.</content>
internal static partial class Facts
{
    private static Fact[] Resources =>
    [
        new("A version lists its resources by name, and whose token it is by URL", """
            GET / -> 200 {"query":"/services/data/v68.0/query","#more":true}
            """, """
            GET / -> 200 {"identity":"#/^https?:..[^\/]+\/id\/{org}\/005[0-9A-Za-z]{15}$/","#more":true}
            """),
        new("Limits have a maximum and what remains of it", """
            GET /limits -> 200 {"DailyApiRequests":{"Max":15000,"Remaining":"#int"},"#more":true}
            """),
        new("Counts of rows come by object", """
            GET /limits/recordCount?sObjects=Big__c,Organization -> 200 {"sObjects":[{"count":2500,"name":"Big__c"},{"count":1,"name":"Organization"}]}
            """),
        new("What was seen lately is a list of rows", """
            POST /sobjects/Account {"Name":"Recent"} -> 201
            """, """
            GET /recent -> 200 ["#each",{"attributes":{"type":"#text","url":"#path"},"Id":"#id","#more":true}]
            """),
        new("Rows changed and deleted in a span are listed by id", """
            POST /sobjects/Contact {"LastName":"Kept"} -> 201
            """, """
            POST /sobjects/Contact {"LastName":"Soon gone"} -> 201 {"id":"#id=a","#more":true}
            """,
            "DELETE /sobjects/Contact/{a} -> 204", """
            GET /sobjects/Contact/deleted?start={from}&end={to} -> 200 {"deletedRecords":["#some",{"id":"{a}","deletedDate":"#datetime"}],"earliestDateAvailable":"#datetime","latestDateCovered":"#datetime"}
            """, """
            GET /sobjects/Contact/updated?start={from}&end={to} -> 200 {"ids":["#each","#id"],"latestDateCovered":"#datetime"}
            """),
        new("A query is explained by plans", """
            GET /query?explain=SELECT+Id+FROM+Account -> 200 {"plans":["#each",{"cardinality":"#int","fields":[],"leadingOperationType":"TableScan","notes":[],"relativeCost":"#any","sobjectCardinality":"#int","sobjectType":"Account"}],"sourceQuery":"#text"}
            """),
        new("Pages of the Tooling API tell their size, locator and object", """
            GET /tooling/query?q=SELECT+Id+FROM+Big__c -> 200 {"size":2000,"totalSize":2500,"done":false,"nextRecordsUrl":"#/\/tooling\/query\/01g[0-9A-Za-z]{15}-2000$/","records":["#each",{"attributes":{"type":"Big__c","url":"#path"},"Id":"#id"}],"queryLocator":"#text?","entityTypeName":"Big__c"}
            """),
        new("The metadata API has neither lists nor retrieves by REST",
            "POST /metadata/retrieveRequest {} -> 404",
            "POST /metadata/listMetadata {} -> 404",
            "POST /metadata/describeMetadata {} -> 404"),
        new("Changes are tracked in scratch orgs only", """
            GET /tooling/sobjects/SourceMember/describe -> 404 [{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]
            """),
    ];
}
