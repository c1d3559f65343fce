namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>Bulk API 2.0.</content>
internal static partial class Facts
{
    private const string Job = """ "createdById":"#id","createdDate":"#datetime","systemModstamp":"#datetime" """;

    private static Fact[] Bulk =>
    [
        new("An ingest job is open, and tells without a leading slash where its rows go", $$$"""
            POST /jobs/ingest {"object":"Movie__c","operation":"insert"} -> 200 {"id":"#id=a","operation":"insert","object":"Movie__c",{{{Job}}},"state":"Open","concurrencyMode":"Parallel","contentType":"CSV","apiVersion":"#double","contentUrl":"#/^services\/data\/v68.0\/jobs\/ingest\/750[0-9A-Za-z]{15}\/batches$/","lineEnding":"LF","columnDelimiter":"COMMA","#more":true}
            """),
        new("Rows come in one upload, results as CSV, and failed rows do not fail the job",
            """POST /jobs/ingest {"object":"Account","operation":"insert"} -> 200 {"id":"#id=a","#more":true}""",
            "PUT /jobs/ingest/{a}/batches [Content-Type: text/csv] Name,Fax\nBulk,1\n,2\n -> 201 (empty)",
            """PATCH /jobs/ingest/{a} {"state":"UploadComplete"} -> 200 {"id":"{a}","operation":"insert","state":"UploadComplete","#more":true}""",
            """UNTIL GET /jobs/ingest/{a} -> 200 {"state":"JobComplete","jobType":"V2Ingest","numberRecordsProcessed":2,"numberRecordsFailed":1,"retries":"#int","totalProcessingTime":"#int","apiActiveProcessingTime":"#int","apexProcessingTime":"#int","#more":true}""",
            "GET /jobs/ingest/{a}/successfulResults -> 200 [Content-Type: #/^text.csv/]",
            "GET /jobs/ingest/{a}/failedResults -> 200 [Content-Type: #/^text.csv/] \"sf__Id\",\"sf__Error\",Name,Fax\n\"\",\"REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --\",,2\n",
            "GET /jobs/ingest/{a}/unprocessedrecords -> 200 [Content-Type: #/^text.csv/] Name,Fax\n",
            "DELETE /jobs/ingest/{a} -> 204 (empty)",
            $"GET /jobs/ingest/{{a}} -> 404 {NotFound}"),
        new("A job can be aborted before it is closed, and deleted only then",
            """POST /jobs/ingest {"object":"Account","operation":"insert"} -> 200 {"id":"#id=a","#more":true}""",
            "DELETE /jobs/ingest/{a} -> 400",
            """PATCH /jobs/ingest/{a} {"state":"Aborted"} -> 200 {"state":"Aborted","#more":true}""",
            "DELETE /jobs/ingest/{a} -> 204"),
        new("A query job is closed at once", $$$"""
            POST /jobs/query {"operation":"query","query":"SELECT Id FROM Big__c"} -> 200 {"id":"#id=a","operation":"query","object":"Big__c",{{{Job}}},"state":"UploadComplete","concurrencyMode":"Parallel","contentType":"CSV","apiVersion":"#double","lineEnding":"LF","columnDelimiter":"COMMA","#more":true}
            """,
            """UNTIL GET /jobs/query/{a} -> 200 {"state":"JobComplete","jobType":"V2Query","numberRecordsProcessed":2500,"retries":"#int","totalProcessingTime":"#int","#more":true}""",
            "GET /jobs/query/{a}/results?maxRecords=2000 [Accept: text/csv] -> 200 [Sforce-NumberOfRecords: 2000] [Sforce-Locator: #/^(?!null)./]",
            "GET /jobs/query/{a}/results [Accept: text/csv] -> 200 [Content-Type: #/^text.csv/] [Sforce-NumberOfRecords: 2500] [Sforce-Locator: null]",
            """GET /jobs/query/{a}/resultPages -> 200 {"resultPages":"#any","nextRecordsUrl":"#any","done":"#bool"}"""),
        new("A job is of the version that made it",
            """POST /jobs/query {"operation":"query","query":"SELECT Id FROM Account"} -> 200 {"id":"#id=a","#more":true}""",
            "GET /services/data/v60.0/jobs/query/{a}/results -> 409"),
        .. new[] { "SELECT COUNT(Id) FROM Account", "SELECT Name, COUNT(Id) FROM Account GROUP BY Name", "SELECT Id FROM Account LIMIT 1 OFFSET 1", "SELECT TYPEOF What WHEN Account THEN Phone END FROM Task", "SELECT Id, (SELECT Id FROM Contacts) FROM Account", "SELECT BillingAddress FROM Account" }
            .Select(soql => new Fact($"Bulk does not query: {soql}", $$$"""POST /jobs/query {"operation":"query","query":"{{{soql}}}"} -> 400""")),
        new("No such job", $"GET /jobs/query/750000000000000 -> 404 {NotFound}", $"GET /jobs/ingest/750000000000000/failedResults -> 404 {NotFound}"),
    ];
}
