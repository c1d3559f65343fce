namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>Rows, one at a time.</content>
internal static partial class Facts
{
    private static Fact[] Rows =>
    [
        new("An insert answers with the id, and tells by a path where the row is", """
            POST /sobjects/Account {"Name":"A"} -> 201 [Location: /services/data/v68.0/sobjects/Account/{a}] {"id":"#id=a","success":true,"errors":[]}
            """),
        new("Changes and deletions are answered by nothing",
            $$$"""POST /sobjects/Account {"Name":"A"} {{{Created}}}""",
            """PATCH /sobjects/Account/{a} {"Name":"B"} -> 204 [Content-Type: -] (empty)""",
            """GET /sobjects/Account/{a}?fields=Name -> 200 {"attributes":{"type":"Account","url":"/services/data/v68.0/sobjects/Account/{a}"},"Name":"B","Id":"{a}"}""",
            "DELETE /sobjects/Account/{a} -> 204 (empty)",
            """DELETE /sobjects/Account/{a} -> 404 [{"message":"entity is deleted","errorCode":"ENTITY_IS_DELETED","fields":[]}]"""),
        new("Fields may be named in any case",
            $$$"""POST /sobjects/Contact {"lastName":"A","dEPARTMENT":"x"} {{{Created}}}""",
            """GET /sobjects/Contact/{a}?fields=DEPARTMENT,id -> 200 {"attributes":{"type":"Contact","url":"#path"},"Department":"x","Id":"{a}"}"""),
        new("An id of 15 characters leads to the row as one of 18 does",
            """GET /sobjects/Organization/{org15}?fields=Name -> 200 {"attributes":{"type":"Organization","url":"/services/data/v68.0/sobjects/Organization/{org}"},"Name":"#text","Id":"{org}"}""",
            """QUERY SELECT Id FROM Organization WHERE Id = '{org15}' -> 200 {"records":[{"Id":"{org}","#more":true}],"#more":true}"""),
        new("A field that is not there", """
            POST /sobjects/Account {"Name":"A","FavoritePet__c":"Dog"} -> 400 [{"message":"No such column 'FavoritePet__c' on sobject of type Account","errorCode":"INVALID_FIELD"}]
            """, """
            GET /sobjects/Organization/{org}?fields=Nope -> 400 [{"message":"#/Nope/","errorCode":"INVALID_FIELD"}]
            """),
        new("An object that is not there", """
            POST /sobjects/PlayingCard__c {"Name":"Ace"} -> 404 [{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]
            """),
        new("A required field that is left out", """
            POST /sobjects/Spaceship__c {"Name":"Falcon"} -> 400 [{"message":"Required fields are missing: [Website__c]","errorCode":"REQUIRED_FIELD_MISSING","fields":["Website__c"]}]
            """),
        new("An upsert inserts with 201, updates with 200 and says which", """
            PATCH /sobjects/Movie__c/Key__c/up {"Rating__c":"Poor"} -> 201 {"id":"#id=a","success":true,"errors":[],"created":true}
            """, """
            PATCH /sobjects/Movie__c/Key__c/up {"Rating__c":"Poor"} -> 200 {"id":"{a}","success":true,"errors":[],"created":false}
            """, """
            PATCH /services/data/v45.0/sobjects/Movie__c/Key__c/up {"Rating__c":"Poor"} -> 204 (empty)
            """),
        new("An upsert may be told not to insert", """PATCH /sobjects/Movie__c/Key__c/nobody?updateOnly=true {"Rating__c":"Poor"} -> 404"""),
        new("An upsert by Id without one is an insert", """POST /sobjects/Movie__c/Id {"Rating__c":"Poor"} -> 201"""),
        new("A key that several rows have is answered by their paths", """
            POST /sobjects/Movie__c {"Twin__c":"t"} -> 201
            """, """
            POST /sobjects/Movie__c {"Twin__c":"t"} -> 201
            """, """
            PATCH /sobjects/Movie__c/Twin__c/t {"Rating__c":"Poor"} -> 300 ["#path","#path"]
            """, """
            GET /sobjects/Movie__c/Twin__c/t -> 300 ["#path","#path"]
            """),
        new("A key that is no key", """
            PATCH /sobjects/Account/Namez/1 {} -> 404 [{"message":"Provided external ID field does not exist or is not accessible: Namez","errorCode":"NOT_FOUND"}]
            """),
        new("A slash in a key's value is encoded", """
            PATCH /sobjects/Movie__c/Key__c/a%2Fb%20c {"Rating__c":"Poor"} -> 201
            """, """
            QUERY SELECT Key__c FROM Movie__c WHERE Key__c = 'a/b c' -> 200 {"totalSize":1,"#more":true}
            """),
        new("A parent may be named by its key",
            """POST /sobjects/Movie__c {"Key__c":"no-such","Account__r":{"Name":"x"}} -> 400"""),
        new("Bytes come as they are, and a query gives their path",
            $$$"""POST /sobjects/ContentVersion {"PathOnClient":"a.txt","VersionData":"R3LDvGV6aQ=="} {{{Created}}}""",
            "GET /sobjects/ContentVersion/{a}/VersionData -> 200 [Content-Type: application/octetstream] Grüezi",
            """QUERY SELECT VersionData FROM ContentVersion WHERE Id = '{a}' -> 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"ContentVersion","url":"#path"},"VersionData":"/services/data/v68.0/sobjects/ContentVersion/{a}/VersionData"}]}"""),
    ];
}
