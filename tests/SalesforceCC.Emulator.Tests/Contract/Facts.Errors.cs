namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>Errors of requests that are no queries.</content>
internal static partial class Facts
{
    private const string NotFound = """[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]""";

    private static Fact[] Errors =>
    [
        new("What is not there, code first", $"GET /nonsense -> 404 {NotFound}", $"GET /sobjects/Nothing -> 404 {NotFound}", $"GET /services/data/viAmABadVersion/limits -> 404 {NotFound}"),
        new("A method that is not there", "PUT /limits {} -> 405", "DELETE /sobjects/Account -> 405"),
        new("A body of the wrong kind", """
            POST /sobjects/Account [Content-Type: text/plain] {"Name":"A"} -> 415 [{"message":"#text","errorCode":"UNSUPPORTED_MEDIA_TYPE"}]
            """),
        new("A body that cannot be read", """
            POST /sobjects/Account {"Name": -> 400 [{"message":"#text","errorCode":"JSON_PARSER_ERROR"}]
            """),
        new("A key that another row has", """
            POST /sobjects/Movie__c {"Key__c":"taken"} -> 201 {"id":"#id=a","#more":true}
            """, """
            POST /sobjects/Movie__c {"Key__c":"taken"} -> 400 [{"message":"duplicate value found: Key__c duplicates value on record with id: {a}","errorCode":"DUPLICATE_VALUE","fields":[]}]
            """),
        new("A parent that no key leads to", """
            POST /sobjects/Contact {"LastName":"A","ReportsTo":{"Email":"nobody@example.invalid"}} -> 400 [{"message":"Foreign key external ID: nobody@example.invalid not found for field Email in entity Contact","errorCode":"INVALID_FIELD","fields":[]}]
            """),
        new("An id of another object", """
            POST /sobjects/Contact {"LastName":"A","AccountId":"{org}"} -> 400 [{"message":"#/{org}/","errorCode":"FIELD_INTEGRITY_EXCEPTION","fields":["AccountId"]}]
            """),
        new("A text that is no id", """
            POST /sobjects/Contact {"LastName":"A","AccountId":"@AccountRef1"} -> 400 [{"message":"#/id value of incorrect type: @AccountRef1$/","errorCode":"MALFORMED_ID","fields":["AccountId"]}]
            """),
        new("A cursor that is none", "GET /query/01g000000000000AAA-2000 -> 400"),
    ];
}
