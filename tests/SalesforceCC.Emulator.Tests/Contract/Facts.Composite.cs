namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>Several requests in one.</content>
internal static partial class Facts
{
    private static Fact[] Composite =>
    [
        new("Each part has body, headers, status and its reference", """
            POST /composite {"compositeRequest":[{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","body":{"Name":"A"}},{"method":"PATCH","url":"/services/data/v68.0/sobjects/Account/@{a.id}","referenceId":"b","body":{"Name":"B"}},{"method":"GET","url":"/services/data/v68.0/sobjects/Nothing","referenceId":"c"}]} -> 200 {"compositeResponse":[{"body":{"id":"#id=made","success":true,"errors":[]},"httpHeaders":{"Location":"#path"},"httpStatusCode":201,"referenceId":"a"},{"body":null,"httpHeaders":{},"httpStatusCode":204,"referenceId":"b"},{"body":[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}],"httpHeaders":{},"httpStatusCode":404,"referenceId":"c"}]}
            """,
            """GET /sobjects/Account/{made}?fields=Name -> 200 {"attributes":{"type":"Account","url":"#path"},"Name":"B","Id":"{made}"}"""),
        new("All or none halts the others with 400", """
            POST /composite {"allOrNone":true,"compositeRequest":[{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","body":{"Name":"Halted"}},{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"b","body":{}}]} -> 200 {"compositeResponse":[{"body":[{"errorCode":"PROCESSING_HALTED","message":"#text"}],"httpHeaders":{},"httpStatusCode":400,"referenceId":"a"},{"body":[{"message":"Required fields are missing: [Name]","errorCode":"REQUIRED_FIELD_MISSING","fields":["Name"]}],"httpHeaders":{},"httpStatusCode":400,"referenceId":"b"}]}
            """,
            """QUERY SELECT Id FROM Account WHERE Name = 'Halted' -> 200 {"totalSize":0,"done":true,"records":[]}"""),
        new("References are told apart by case", """
            POST /composite {"compositeRequest":[{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"newAccount","body":{"Name":"A"}},{"method":"GET","url":"/services/data/v68.0/sobjects/Account/@{NewAccount.id}","referenceId":"b"}]} -> 200 {"compositeResponse":[{"httpStatusCode":201,"#more":true},{"body":["#each",{"errorCode":"PROCESSING_HALTED","#more":true}],"httpStatusCode":400,"#more":true}]}
            """),
        Refused("Authorization"), Refused("Content-Type"), Refused("Accept"), Refused("accept"),
        new("25 parts are the most", Parts(25, "/limits", 200), Parts(26, "/limits", 400)),
        new("Five of them may be queries, or collections", Parts(5, "/query?q=SELECT+Id+FROM+Organization", 200), Parts(6, "/query?q=SELECT+Id+FROM+Organization", 400), Parts(6, "/composite/sobjects/Organization?ids={org}&fields=Name", 400)),
        new("Each graph is one transaction, and answers for itself", """
            POST /composite/graph {"graphs":[{"graphId":"bad","compositeRequest":[{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","body":{"Name":"Of a bad graph"}},{"method":"POST","url":"/services/data/v68.0/sobjects/Contact","referenceId":"b","body":{"AccountId":"@{a.id}"}}]},{"graphId":"good","compositeRequest":[{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","body":{"Name":"Of a good graph"}}]}]} -> 200 {"graphs":[{"graphId":"bad","graphResponse":{"compositeResponse":[{"body":[{"errorCode":"PROCESSING_HALTED","message":"#text"}],"httpHeaders":{},"httpStatusCode":400,"referenceId":"a"},{"body":[{"errorCode":"REQUIRED_FIELD_MISSING","#more":true}],"httpHeaders":{},"httpStatusCode":400,"referenceId":"b"}]},"isSuccessful":false},{"graphId":"good","graphResponse":{"compositeResponse":[{"body":{"id":"#id","success":true,"errors":[]},"httpHeaders":{"Location":"#path"},"httpStatusCode":201,"referenceId":"a"}]},"isSuccessful":true}]}
            """,
            """QUERY SELECT Name FROM Account WHERE Name LIKE 'Of a % graph' -> 200 {"totalSize":1,"done":true,"records":[{"Name":"Of a good graph","#more":true}]}"""),
        new("500 nodes are the most, and 75 graphs", Graphs(1, 500, 200), Graphs(1, 501, 400), Graphs(75, 1, 200), Graphs(76, 1, 400)),
        new(
            "A reference has letters, numbers and underscores",
            """POST /composite {"compositeRequest":[{"method":"GET","url":"/services/data/v68.0/limits","referenceId":"x-y"}]} -> 400 [{"message":"Provided referenceId ('x-y') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').","errorCode":"JSON_PARSER_ERROR"}]""",
            """POST /composite {"compositeRequest":[{"method":"GET","url":"/services/data/v68.0/limits","referenceId":"_y"}]} -> 400 [{"errorCode":"JSON_PARSER_ERROR","#more":true}]""",
            """POST /services/data/v53.0/composite {"compositeRequest":[{"method":"GET","url":"/services/data/v53.0/limits","referenceId":"x-y"}]} -> 200"""),
        new("Parts of a batch have status and result", """
            POST /composite/batch {"batchRequests":[{"method":"GET","url":"v68.0/sobjects/Organization/{org}?fields=Name"},{"method":"GET","url":"v68.0/nonsense"}]} -> 200 {"hasErrors":true,"results":[{"statusCode":200,"result":{"attributes":{"type":"Organization","url":"#path"},"Name":"#text","Id":"{org}"}},{"statusCode":404,"result":[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]}]}
            """),
        new("A batch without errors says so", """
            POST /composite/batch {"batchRequests":[{"method":"GET","url":"v68.0/limits"}]} -> 200 {"hasErrors":false,"results":[{"statusCode":200,"result":"#any"}]}
            """),
    ];

    private static Fact Refused(string header) => new(
        $"{header} is the whole request's, not a part's",
        $$$"""POST /composite {"compositeRequest":[{"method":"GET","url":"/services/data/v68.0/limits","referenceId":"a","httpHeaders":{"{{{header}}}":"x"}}]} -> 400""");

    private static string Parts(int count, string path, int status) =>
        $"POST /composite {{\"compositeRequest\":[{string.Join(',', Enumerable.Range(0, count).Select(i => $"{{\"method\":\"GET\",\"url\":\"/services/data/v68.0{path}\",\"referenceId\":\"r{i}\"}}"))}]}} -> {status}";

    private static string Graphs(int graphs, int nodes, int status)
    {
        string all = string.Join(',', Enumerable.Range(0, nodes).Select(
            n => $"{{\"method\":\"GET\",\"url\":\"/services/data/v68.0/sobjects/Organization/{{org}}?fields=Id\",\"referenceId\":\"r{n}\"}}"));
        return $"POST /composite/graph {{\"graphs\":[{string.Join(',', Enumerable.Range(0, graphs).Select(g => $"{{\"graphId\":\"g{g}\",\"compositeRequest\":[{all}]}}"))}]}} -> {status}";
    }
}
