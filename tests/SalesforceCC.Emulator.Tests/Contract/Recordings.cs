namespace SalesforceCC.Emulator.Tests.Contract;

/// <summary>The table: file, question, what must be there before, and which differences are meant.</summary>
internal static class Recordings
{
    // Why an answer may differ, where the same holds for several.
    private const string Other = "the org that was recorded had other fields and objects";
    private const string Empty = "the row that was recorded had other values";
    private const string Masked = "the moment is masked in the file";
    private const string Older = "recorded of a version that did not have it yet";
    private const string Point = "the number lost its point on its way into the file; others have 58.0";
    private const string Hand = "the file was written by hand, from a sample of the documentation; recorded ones have this order";

    public static IReadOnlyList<Recording> All { get; } =
    [
        .. Resources(), .. Rows(), .. Errors(), .. Queries(), .. Composites(), .. GraphQl(), .. Collections(), .. Describes(), .. Tooling(), .. Files(), .. Logins(), .. Jobs(), .. Searches(),
    ];

    private static Recording[] Resources() =>
    [
        new("netcoreforce/versions.json", "GET /services/data"),
        new("observed/versions-v68-tail.json", "GET /services/data"),
        new("postman-official/GET_v64.200.json", "GET /") { But = [(".*: missing", "what this org does not serve, it does not list")] },
        new("postman-official/GET_v64.limits.recordCount.200.json", "GET /limits/recordCount?sObjects=Account,Contact,Lead"),
        new("postman-official/GET_v64.appMenu.200.json", "GET /appMenu"),
        new("postman-official/GET_v64.tabs.200.json", "GET /tabs"),
        new("postman-official/GET_v64.theme.200.json", "GET /theme"),
        new("restforce/recent_success_response.json", "GET /recent") { SetUp = ["POST /sobjects/Account {\"Name\":\"Seen\"}"] },
        new("restforce/get_updated_success_response.json", "GET /sobjects/Account/updated?start={from}&end={to}"),
        new("restforce/get_deleted_success_response.json", "GET /sobjects/Account/deleted?start={from}&end={to}") { SetUp = ["POST /sobjects/Account {\"Name\":\"Gone\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}", "DELETE /sobjects/Account/{a} -> 204"] },
        new("restforce/list_view_results_success_response.json", "GET /sobjects/Account/listviews/{view}/results") { SetUp = ["GET /sobjects/Account/listviews -> 200 {\"listviews\":[\"#each\",{\"id\":\"#id=view\",\"#more\":true}],\"#more\":true}"] },
    ];

    private static Recording[] Rows() =>
    [
        new("postman-official/POST_v64.sobjects.SOBJECT_API_NAME.201.json", "POST /sobjects/Contact {\"LastName\":\"Recorded\"}"),
        new("rest/create.json", "POST /sobjects/Movie__c {\"Rating__c\":\"Excellent\"}"),
        new("rest/update.json", "PATCH /sobjects/Movie__c/{a} {\"ReleaseDate__c\":\"1980-05-21\"}") { SetUp = ["POST /sobjects/Movie__c {\"Rating__c\":\"Excellent\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"] },
        new("netcoreforce/account.json", "GET /sobjects/Account/{a}") { SetUp = ["QUERY SELECT Id FROM Account WHERE BillingCity != null LIMIT 1 -> 200 {\"records\":[{\"Id\":\"#id=a\",\"#more\":true}],\"#more\":true}"], But = [(".*__c: missing", Other), ("*: null, not *", Empty)] },
        new("netcoreforce/contact.json", "GET /sobjects/Contact/{a}") { SetUp = ["QUERY SELECT Id FROM Contact WHERE MailingCity != null LIMIT 1 -> 200 {\"records\":[{\"Id\":\"#id=a\",\"#more\":true}],\"#more\":true}"], But = [(".*: missing", Other), (".*: not recorded", Other), ("*: null, not *", Empty)] },
        new("netcoreforce/user.json", "GET /sobjects/User/{a}") { SetUp = ["QUERY SELECT Id FROM User LIMIT 1 -> 200 {\"records\":[{\"Id\":\"#id=a\",\"#more\":true}],\"#more\":true}"], But = [(".*: missing", Other), ("*: null, not *", Empty), (": order *", Other)] },
        new("restforce/sobject_select_success_response.json", "GET /sobjects/Movie__c/{a}?fields=Key__c") { SetUp = ["POST /sobjects/Movie__c {\"Key__c\":\"1234\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"], But = [(".External_Field__c: missing", Other), (".Key__c: not recorded", Other)] },
        new("describe/Organization.json", "GET /sobjects/Organization/{org}") { But = [(".*: missing", Other), (".Address.*Code: not recorded", Older), ("*: null, not *", Empty), (": order *", Other)] },
        new("restforce/upsert_multiple_error_response.json", "PATCH /sobjects/Movie__c/Twin__c/2 {\"Rating__c\":\"Poor\"}") { Status = 300, SetUp = ["POST /sobjects/Movie__c {\"Twin__c\":\"2\"} -> 201", "POST /sobjects/Movie__c {\"Twin__c\":\"2\"} -> 201"] },
    ];

    private static Recording[] Errors() =>
    [
        new("rest/create-invalid-field.json", "POST /sobjects/Account {\"FavoritePet__c\":\"Dog\"}"),
        new("rest/create-required-field-missing.json", "POST /sobjects/Spaceship__c {}"),
        new("rest/create-unknown-object.json", "POST /sobjects/PlayingCard__c {\"Name\":\"Ace of Spades\"}"),
        new("rest/create-invalid-api-version.json", "POST /services/data/viAmABadVersion/sobjects/Account {\"name\":\"Global Media\"}"),
        new("rest/create-invalid-token.json", "POST /sobjects/Account [Authorization: Bearer badToken] {\"name\":\"Global Media\"}"),
        new("rest/update-invalid-field.json", "PATCH /sobjects/Movie__c/{a} {\"Color__c\":\"Red\"}") { SetUp = ["POST /sobjects/Movie__c {\"Rating__c\":\"Excellent\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"] },
        new("rest/delete-already-deleted.json", "DELETE /sobjects/Movie__c/{a}") { SetUp = ["POST /sobjects/Movie__c {\"Rating__c\":\"Excellent\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}", "DELETE /sobjects/Movie__c/{a} -> 204"] },
        new("rest/query-malformed-soql.json", "QUERY SELEKT Name FROM Account"),
        new("rest/query-unknown-column.json", "QUERY SELECT Bacon__c FROM Account LIMIT 2"),
        new("restforce/delete_error_response.json", "DELETE /sobjects/Account/rid") { Status = 404 },
        new("restforce/sobject_find_error_response.json", "GET /sobjects/Account/23foo") { Status = 404 },
        new("restforce/upsert_error_response.json", "PATCH /sobjects/Account/Namez/x {}") { Status = 404 },
        new("restforce/sobject_describe_error_response.json", "GET /sobjects/Nothing/describe") { Status = 404, But = [("[]: order errorCode, not message", Hand)] },
        new("restforce/expired_session_response.json", "GET /limits [Authorization: Bearer 00Dexpired]") { Status = 401 },
    ];

    private static Recording[] Queries() =>
    [
        new("postman-official/GET_v64.queryAll.200.json", "QUERYALL SELECT Name FROM Account"),
        new("rest/query-with-associated-data.json", "QUERY SELECT Name, Owner.Name from Account LIMIT 1"),
        new("netcoreforce/count_query.json", "QUERY SELECT COUNT() FROM Case"),
        new("netcoreforce/query_empty_result.json", "QUERY SELECT Id FROM Case WHERE Subject = 'nothing'"),
        new("netcoreforce/query_case_result.json", "QUERY SELECT Id, CaseNumber, SystemModstamp, Account.Name, Account.SystemModstamp, Contact.Name, Contact.SystemModstamp FROM Case WHERE AccountId != null AND ContactId != null"),
        new("netcoreforce/query_case_single_result.json", "QUERY SELECT Id, CaseNumber, SystemModstamp, Account.Name, Account.SystemModstamp, Contact.Name, Contact.SystemModstamp FROM Case WHERE AccountId != null AND ContactId != null LIMIT 1"),
        new("restforce/query_aggregate_success_response.json", "QUERY SELECT AccountId, SUM(Amount) FROM Opportunity GROUP BY AccountId LIMIT 3") { But = [(".records[].CampaignId: missing", Other), (".records[].AccountId: not recorded", Other)] },
        new("restforce/org_query_response.json", "QUERY SELECT Id FROM Organization"),
    ];

    private static Recording[] Composites() =>
    [
        new("postman-official/POST_v64.composite.batch.200.json", "POST /composite/batch {\"batchRequests\":[{\"method\":\"GET\",\"url\":\"v68.0/query?q=SELECT+Id,Name+FROM+Account\"},{\"method\":\"GET\",\"url\":\"v68.0/query?q=SELECT+Id,Name+FROM+Opportunity\"}]}"),
        new("composite/TestCompositeParallelSalesforce.test_reference_ids.yaml", "POST /composite {\"compositeRequest\":[{\"referenceId\":\"one\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/query?q=SELECT Id FROM Account WHERE Name = 'none' LIMIT 1\"},{\"referenceId\":\"two\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/query?q=SELECT Name FROM Account WHERE Name = 'none' LIMIT 1\"}]}"),
        new("composite/TestCompositeParallelSalesforce.test_composite_parallel_salesforce.yaml", "POST /sobjects/Account/ {\"Name\":\"Smith Corp.\"}") { Status = 201 },
        new("composite/TestCompositeParallelSalesforce.test_composite_parallel_salesforce.yaml#1", "POST /composite {\"compositeRequest\":[{\"referenceId\":\"CCI__RefId__0__\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/query?q=SELECT Id FROM Account LIMIT 1\"},{\"referenceId\":\"CCI__RefId__1__\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/query?q=SELECT Name FROM Account LIMIT 1\"},{\"referenceId\":\"CCI__RefId__2__\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/query?q=SELECT Id FROM Account LIMIT 1\"},{\"referenceId\":\"CCI__RefId__3__\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/query?q=SELECT Name FROM Account LIMIT 1\"}]}"),
        new("composite/ManualEditTestCompositeParallelSalesforce.test_http_headers.yaml", "POST /composite {\"compositeRequest\":[{\"referenceId\":\"CCI__RefId__0__\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/sobjects\",\"httpHeaders\":{\"If-Modified-Since\":\"Thu, 03 Sep 2099 21:35:07 GMT\"}},{\"referenceId\":\"CCI__RefId__1__\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/sobjects\",\"httpHeaders\":{\"If-Modified-Since\":\"Thu, 03 Sep 2099 21:35:07 GMT\"}},{\"referenceId\":\"CCI__RefId__2__\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/sobjects\",\"httpHeaders\":{\"If-Modified-Since\":\"Thu, 03 Sep 2099 21:35:07 GMT\"}}]}"),
        new("rest/TestCountSObjects.test_count_sobjects_simple.yaml", "POST /composite {\"compositeRequest\":[{\"referenceId\":\"refAccount\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/query/?q=select count() from Account\"},{\"referenceId\":\"refOpportunity\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/query/?q=select count() from Opportunity\"}]}"),
        new("rest/TestCountSObjects.test_count_sobjects__errors.yaml", "POST /composite {\"compositeRequest\":[{\"referenceId\":\"refAccount\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/query/?q=select count() from Account\"},{\"referenceId\":\"refXYZZY\",\"method\":\"GET\",\"url\":\"/services/data/v68.0/query/?q=select count() from XYZZY\"}]}"),
        new("composite/composite-graph-create.json", "POST /services/data/v51.0/composite/graph {\"graphs\":[{\"graphId\":\"graph0\",\"compositeRequest\":[{\"url\":\"/services/data/v51.0/sobjects/Movie__c\",\"method\":\"POST\",\"referenceId\":\"insert-anh\",\"body\":{\"Rating__c\":\"Excellent\",\"ReleaseDate__c\":null}}]}]}"),
        new("composite/composite-graph-create-tree.json", "POST /composite/graph {\"graphs\":[{\"graphId\":\"graph0\",\"compositeRequest\":[{\"url\":\"/services/data/v68.0/sobjects/Account\",\"method\":\"POST\",\"referenceId\":\"referenceId0\",\"body\":{\"Name\":\"Star Wars\"}},{\"url\":\"/services/data/v68.0/sobjects/Contact\",\"method\":\"POST\",\"referenceId\":\"referenceId1\",\"body\":{\"LastName\":\"I\",\"AccountId\":\"@{referenceId0.id}\"}},{\"url\":\"/services/data/v68.0/sobjects/Contact\",\"method\":\"POST\",\"referenceId\":\"referenceId2\",\"body\":{\"LastName\":\"II\",\"AccountId\":\"@{referenceId0.id}\"}},{\"url\":\"/services/data/v68.0/sobjects/Contact\",\"method\":\"POST\",\"referenceId\":\"referenceId3\",\"body\":{\"LastName\":\"III\",\"AccountId\":\"@{referenceId0.id}\"}}]}]}"),
        new("composite/composite-graph-create-account-contact-opportunity.json", "POST /composite/graph {\"graphs\":[{\"graphId\":\"1\",\"compositeRequest\":[{\"url\":\"/services/data/v68.0/sobjects/Account\",\"method\":\"POST\",\"referenceId\":\"reference_id_account_1\",\"body\":{\"Name\":\"Acme Corp\"}},{\"url\":\"/services/data/v68.0/sobjects/Contact\",\"method\":\"POST\",\"referenceId\":\"reference_id_contact_1\",\"body\":{\"LastName\":\"Smith\"}},{\"url\":\"/services/data/v68.0/sobjects/Opportunity\",\"method\":\"POST\",\"referenceId\":\"reference_id_opportunity_1\",\"body\":{\"Name\":\"Big Deal\",\"StageName\":\"Prospecting\",\"CloseDate\":\"2024-01-01\"}}]}]}"),
        new("postman-official/POST_v64.composite.graph.200.json", "POST /composite/graph {\"graphs\":[{\"graphId\":\"graph1\",\"compositeRequest\":[{\"url\":\"/services/data/v68.0/sobjects/Account\",\"method\":\"POST\",\"referenceId\":\"newAccount\",\"body\":{\"Name\":\"A\"}},{\"url\":\"/services/data/v68.0/sobjects/Contact\",\"method\":\"POST\",\"referenceId\":\"newContact\",\"body\":{\"LastName\":\"B\",\"AccountId\":\"@{newAccount.id}\"}}]}]}"),
        new("composite/composite-graph-single-update.json", "POST /composite/graph {\"graphs\":[{\"graphId\":\"graph0\",\"compositeRequest\":[{\"url\":\"/services/data/v68.0/sobjects/Movie__c/{a}\",\"method\":\"PATCH\",\"referenceId\":\"referenceId0\",\"body\":{\"ReleaseDate__c\":\"1980-05-21\"}}]}]}") { SetUp = ["POST /sobjects/Movie__c {\"Rating__c\":\"Excellent\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"] },
        new("composite/composite-graph-single-delete.json", "POST /composite/graph {\"graphs\":[{\"graphId\":\"graph0\",\"compositeRequest\":[{\"url\":\"/services/data/v68.0/sobjects/Movie__c/{a}\",\"method\":\"DELETE\",\"referenceId\":\"referenceId0\"}]}]}") { SetUp = ["POST /sobjects/Movie__c {\"Rating__c\":\"Excellent\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"] },
        new("composite/composite-graph-multiple-errors.json", "POST /composite/graph {\"graphs\":[{\"graphId\":\"graph0\",\"compositeRequest\":[{\"url\":\"/services/data/v68.0/sobjects/Account\",\"method\":\"POST\",\"referenceId\":\"referenceId0\",\"body\":{\"Name\":\"Acme Corp\"}},{\"url\":\"/services/data/v68.0/sobjects/Contact\",\"method\":\"POST\",\"referenceId\":\"referenceId1\",\"body\":{\"LastName\":\"Smith\",\"AccountId\":\"001000000000000AAA\"}}]}]}") { But = [(".graphs[].graphResponse.compositeResponse[1].*", "there it was a right that was missing, here it is the parent")] },
    ];

    private static Recording[] GraphQl() =>
    [
        new("postman-official/POST_v64.graphql.200.json", "POST /graphql {\"query\":\"query accounts { uiapi { query { Account { edges { node { Id Name { value } } } } } } }\"}"),
        Wire("graphqlContacts.graphqlContactsResponse.json", "Contact(where: {Phone: {ne: null}, Title: {ne: null}}) { edges { node { Id Name { value } Phone { value } Title { value } } } }") with { But = [(".uiapi.query.Contact.edges[].node.Picture__c: missing", Other)] },
        Wire("graphqlMultipleObjects.graphqlMultipleObjectsResponse.json", "Account(first: 5) { edges { node { Id Name { value } } } } Contact(first: 5) { edges { node { Id Name { value } } } }"),
        Wire("graphqlMutations.graphqlContactResponse.json", "Contact(where: {Phone: {ne: null}, Email: {ne: null}}) { edges { node { Id FirstName { value } LastName { value } Title { value } Phone { value } Email { value } } } }"),
        Wire("graphqlPagination.graphqlPaginationResponseFirstPage.json", "Contact(first: 3) { edges { node { Id Name { value } } } pageInfo { endCursor hasNextPage hasPreviousPage } totalCount }"),
        Wire("stateManager.graphqlAllOpportunities.json", "Opportunity(where: {Amount: {ne: null}}) { edges { node { Id Name { value } Amount { value } StageName { value } IsClosed { value } OwnerId { value } } } }"),
    ];

    // What the wire adapter gives is the data without what is around it.
    private static Recording Wire(string file, string query) =>
        new($"graphql/{file}", $"POST /graphql {{\"query\":\"{{ uiapi {{ query {{ {query} }} }} }}\"}}") { Inside = "data" };

    private static Recording[] Collections() =>
    [
        new("postman-official/GET_v64.composite.sobjects.SOBJECT_API_NAME.200.json", "GET /composite/sobjects/Account?ids={a}&fields=Name,Id") { SetUp = ["POST /sobjects/Account {\"Name\":\"Listed\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"] },
        new("postman-official/POST_v64.composite.sobjects.200.json", "POST /composite/sobjects {\"allOrNone\":false,\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Name\":\"A\"},{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"B\"}]}"),
        new("postman-official/PATCH_v64.composite.sobjects.200.json", "PATCH /composite/sobjects {\"allOrNone\":false,\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Id\":\"{a}\",\"Name\":\"B\"}]}") { SetUp = ["POST /sobjects/Account {\"Name\":\"Listed\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"] },
        new("postman-official/PATCH_v64.composite.sobjects.SOBJECT_API_NAME.FIELD_NAME.200.json", "PATCH /composite/sobjects/Movie__c/Key__c {\"allOrNone\":false,\"records\":[{\"attributes\":{\"type\":\"Movie__c\"},\"Key__c\":\"collected\"}]}") { SetUp = ["POST /sobjects/Movie__c {\"Key__c\":\"collected\"} -> 201"] },
        new("postman-official/DELETE_v64.composite.sobjects.200.json", "DELETE /composite/sobjects?ids={a}&allOrNone=false") { SetUp = ["POST /sobjects/Account {\"Name\":\"Listed\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"] },
        new("collections/TestUpdatesIntegrationTests.test_updates_task.yaml", "GET /limits/recordCount?sObjects=Account"),
        new("collections/TestUpdatesIntegrationTests.test_updates_task.yaml#1", "GET /query/?q=SELECT+Id%2CName+FROM+Account"),
        new("collections/TestUpdatesIntegrationTests.test_updates_task.yaml#2", "PATCH /composite/sobjects {\"allOrNone\":false,\"records\":[{\"BillingStreet\":\"A Street\",\"Description\":\"our favorite\",\"NumberOfEmployees\":\"10000\",\"Id\":\"{a}\",\"attributes\":{\"type\":\"Account\"}}]}") { SetUp = ["POST /sobjects/Account {\"Name\":\"Listed\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"] },
        new("collections/TestUpsert.test_simple_upsert__rest.yaml", "POST /composite/sobjects {\"allOrNone\":false,\"records\":[{\"Name\":\"Sitwell-Bluth\",\"attributes\":{\"type\":\"Account\"}}]}"),
        new("collections/TestUpsert.test_simple_upsert__rest.yaml#1", "PATCH /composite/sobjects/Contact/Email {\"allOrNone\":false,\"records\":[{\"FirstName\":\"Lindsay\",\"LastName\":\"Sitwell\",\"Email\":\"lindsay.bluth@example.com\",\"attributes\":{\"type\":\"Contact\"}}]}"),
        new("collections/TestUpsert.test_upsert_complex_external_id_field_rest__duplicate_error.yaml#2", "PATCH /composite/sobjects/Account/Id {\"allOrNone\":false,\"records\":[{\"Name\":\"Sitwell-Bluth\",\"AccountNumber\":\"420\",\"Id\":null,\"attributes\":{\"type\":\"Account\"}}]}"),
    ];

    private static Recording[] Describes() =>
    [
        new("describe/Global_describe.json", "GET /sobjects"),
        new("describe/Account_describe.json", "GET /sobjects/Account/describe") { But = [(".associate*: not recorded", Older), (".sobjectDescribeOption: not recorded", Older), (".urls.defaultValues: missing", "not served")] },
        new("describe/Contact_describe.json", "GET /sobjects/Contact/describe"),
        new("describe/Case_describe.json", "GET /sobjects/Case/describe") { But = [(".associate*: not recorded", Older), (".sobjectDescribeOption: not recorded", Older), (".urls.defaultValues: missing", "not served"), (".urls.case*: missing", "not served"), (".urls: order *", "each object has links of its own, in an order that follows from them")] },
        new("describe/Opportunity_describe.json", "GET /sobjects/Opportunity/describe"),
        new("describe/Custom__c_describe.json", "GET /sobjects/Movie__c/describe") { But = [(".urls.*: not recorded", "the recording was shortened")] },
    ];

    private static Recording[] Tooling() =>
    [
        new("postman-official/GET_v64.tooling.sobjects.200.json", "GET /tooling/sobjects"),
        new("postman-official/GET_v64.tooling.sobjects.SOBJECT_API_NAME.RECORD_ID.200.json", "GET /tooling/sobjects/ApexClass/{a}") { SetUp = ["POST /tooling/sobjects/ApexClass {\"Body\":\"public class Recorded { }\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"], But = [(".*: missing", "nothing is compiled here"), (".NamespacePrefix: null, not text", Empty), (".ApiVersion: double, not int", Point), (".IsDeleted: not recorded", "as the REST API has it")] },
    ];

    private static Recording[] Files() =>
    [
        new("files/create-binary-field.json", "POST /sobjects/ContentVersion {\"VersionData\":\"aGVsbG8=\",\"Description\":\"Tiny\",\"PathOnClient\":\"tiny.png\"}"),
        new("files/update-binary-field.json", "PATCH /sobjects/ContentVersion/{a} {\"VersionData\":\"aGVsbG8=\",\"description\":\"Tiny\"}") { SetUp = ["POST /sobjects/ContentVersion {\"VersionData\":\"aGVsbG8=\",\"PathOnClient\":\"tiny.png\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"], But = [("status: 400, not 204", "the documentation refuses it for all but new versions; whoever relies on that shall notice")] },
        new("files/query-binary-field.json", "QUERY SELECT VersionData FROM ContentVersion") { SetUp = ["POST /sobjects/ContentVersion {\"VersionData\":\"aGVsbG8=\",\"PathOnClient\":\"tiny.png\"} -> 201"] },
        new("files/binary-data.json", "GET /sobjects/ContentVersion/{a}/VersionData") { SetUp = ["POST /sobjects/ContentVersion {\"VersionData\":\"aGVsbG8=\",\"PathOnClient\":\"tiny.png\"} -> 201 {\"id\":\"#id=a\",\"#more\":true}"] },
    ];

    private static Recording[] Logins() =>
    [
        new("postman-official/POST_oauth2.introspect.200.json", "POST /services/oauth2/introspect [Authorization: -] token={token}&token_type_hint=access_token&client_id={key}&client_secret={secret}"),
    ];

    private static Recording[] Jobs()
    {
        string[] ingest =
        [
            """POST /jobs/ingest {"object":"Account","operation":"insert"} -> 200 {"id":"#id=a","#more":true}""",
            "PUT /jobs/ingest/{a}/batches [Content-Type: text/csv] Name,Description\nA,B\n -> 201",
            """PATCH /jobs/ingest/{a} {"state":"UploadComplete"} -> 200""",
        ];
        string[] query = ["""POST /jobs/query {"operation":"query","query":"SELECT Id FROM Account"} -> 200 {"id":"#id=a","#more":true}"""];
        return
        [
            new("bulk2/raw/get-info-7508z00000lSXvxQAG.json", "GET /jobs/ingest/{a}") { SetUp = ingest, But = [(".apiVersion: double, not int", Point)] },
            new("bulk2/raw/get-info-7508z00000lTqQCQA0.json", "GET /jobs/query/{a}") { SetUp = query, But = [(".apiVersion: double, not int", Point), (".isPkChunkingSupported: not recorded", Older)] },
            new("postman-official/POST_v64.jobs.query.200.json", """POST /jobs/query {"operation":"query","query":"SELECT Id FROM Account"}""")
            {
                But = [(".apiVersion: double, not int", Point), (".createdDate: *", Masked), (".systemModstamp: *", Masked)],
            },
            new("bulk2/raw/bulk-api-ingest-client-error-failed.json", "GET /jobs/ingest/750000000000000/failedResults") { Status = 404 },
        ];
    }

    private static Recording[] Searches() =>
    [
        new("restforce/search_error_response.json", "GET /search?q=FIND+findus") { Status = 400 },
    ];
}
