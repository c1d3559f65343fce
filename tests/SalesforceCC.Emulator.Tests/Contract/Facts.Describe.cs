namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>What objects and fields say about themselves.</content>
internal static partial class Facts
{
    private static Fact[] Describe =>
    [
        new("The list of objects", """
            GET /sobjects -> 200 {"encoding":"UTF-8","maxBatchSize":200,"sobjects":["#each",{"name":"#text","queryable":"#bool","urls":{"sobject":"#path","#more":true},"#more":true}]}
            """),
        Polymorphic("Case", "OwnerId", "Group", "User"),
        Polymorphic("Lead", "OwnerId", "Group", "User"),
        Polymorphic("Event", "WhoId", "Contact", "Lead"),
        new("An owner that can only be a user is not polymorphic", """
            GET /sobjects/Contact/describe -> 200 {"fields":["#some",{"name":"OwnerId","polymorphicForeignKey":false,"referenceTo":["User"],"#more":true}],"#more":true}
            """),
        new("What one may look up by", """
            GET /sobjects/Contact/describe -> 200 {"fields":["#some",{"externalId":false,"idLookup":true,"name":"Email","#more":true}],"#more":true}
            """, """
            GET /sobjects/Movie__c/describe -> 200 {"fields":["#some",{"externalId":true,"idLookup":true,"name":"Key__c","unique":true,"#more":true}],"#more":true}
            """),
        new("Defaults are those that one would see in a form", """
            GET /sobjects/Case/describe -> 200 {"fields":["#some",{"defaultValue":"New","defaultedOnCreate":true,"name":"Status","#more":true}],"#more":true}
            """, """
            GET /sobjects/Case/describe -> 200 {"fields":["#some",{"defaultValue":null,"defaultedOnCreate":true,"name":"OwnerId","#more":true}],"#more":true}
            """, """
            GET /sobjects/Case/describe -> 200 {"fields":["#some",{"defaultValue":false,"name":"IsDeleted","#more":true}],"#more":true}
            """),
        new("Some relationships have no name for the children", """
            GET /sobjects/Contact/describe -> 200 {"childRelationships":["#some",{"relationshipName":null,"#more":true}],"#more":true}
            """),
        new("An object's own page tells what it is, and its rows that were seen lately", """
            GET /sobjects/Account -> 200 {"objectDescribe":{"name":"Account","#more":true},"recentItems":"#any"}
            """),
    ];

    private static Fact Polymorphic(string type, string field, params string[] targets) => new(
        $"{type}.{field} leads to several objects",
        $$$"""GET /sobjects/{{{type}}}/describe -> 200 {"fields":["#some",{"name":"{{{field}}}","polymorphicForeignKey":true,"referenceTo":["{{{string.Join("\",\"", targets)}}}"],"#more":true}],"#more":true}""");
}
