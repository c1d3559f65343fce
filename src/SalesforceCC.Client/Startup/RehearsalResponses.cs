using System.Security.Cryptography;
using System.Text;

namespace SalesforceCC.Startup;

/// <summary>What a <see cref="Rehearsal"/> reads: responses of the kinds of values and members that most orgs send.</summary>
internal static class RehearsalResponses
{
    public const string Instance = "https://rehearsal.my.salesforce.com";

    /// <summary>The consumer secret: of a single character.</summary>
    public const char Secret = 'x';

    // The Day of a row looks like a date, and only a describe can tell.
    public const string Describe =
        """
        {"name":"Rehearsal","createable":true,"childRelationships":[],"fields":[
        {"name":"Id","type":"id","label":"Id","length":18,"nillable":false,"picklistValues":[],"referenceTo":[]},
        {"name":"Name","type":"string","label":"Name","length":80,"nillable":false,"picklistValues":[],"referenceTo":[]},
        {"name":"Amount","type":"currency","label":"Amount","precision":18,"scale":2,"nillable":true,"picklistValues":[],"referenceTo":[]},
        {"name":"Count","type":"int","label":"Count","digits":8,"nillable":true,"picklistValues":[],"referenceTo":[]},
        {"name":"Flag","type":"boolean","label":"Flag","nillable":false,"picklistValues":[],"referenceTo":[]},
        {"name":"CreatedDate","type":"datetime","label":"Created","nillable":false,"picklistValues":[],"referenceTo":[]},
        {"name":"Day","type":"date","label":"Day","nillable":true,"picklistValues":[],"referenceTo":[]},
        {"name":"OwnerId","type":"reference","label":"Owner","nillable":false,"picklistValues":[],"referenceTo":["User"]}]}
        """;

    private const string Row =
        """
        {"attributes":{"type":"Rehearsal","url":"/services/data/v68.0/sobjects/Rehearsal/001000000000001AAA"},
        "Id":"001000000000001AAA","Name":"A name","Amount":1234.5,"Count":6,"Flag":true,
        "CreatedDate":"2026-01-02T03:04:05.000+0000","Day":"2026-01-02","Owner":null}
        """;

    /// <summary>A token response, signed as Salesforce signs it.</summary>
    public static string Token()
    {
        const string Id = "https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA", IssuedAt = "1767322985000";
        using HMACSHA256 hmac = new([(byte)Secret]);
        string signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.ASCII.GetBytes(Id + IssuedAt)));
        return $$"""
            {"access_token":"00D!x","signature":"{{signature}}","scope":"api","instance_url":"{{Instance}}","id":"{{Id}}",
            "token_type":"Bearer","issued_at":"{{IssuedAt}}"}
            """;
    }

    /// <summary>A page of two rows.</summary>
    /// <param name="next">Where the next page is; null: nowhere.</param>
    public static string Page(string? next) =>
        $$"""
        {"totalSize":4,"done":{{(next is null ? "true" : $"false,\"nextRecordsUrl\":\"{next}\"")}},"records":[{{Row}},{{Row}}]}
        """;
}
