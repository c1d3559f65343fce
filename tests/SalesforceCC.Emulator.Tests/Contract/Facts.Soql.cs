namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>SOQL: what is allowed, how much of it, and what it means. The statements of errors are in SoqlErrorTests.</content>
internal static partial class Facts
{
    private const string None = """-> 200 {"totalSize":0,"done":true,"records":[]}""";

    private static Fact[] Soql =>
    [
        new("LIKE: % is any number of characters, _ exactly one",
            """POST /sobjects/Movie__c {"Key__c":"like-abc"} -> 201""",
            """QUERY SELECT COUNT() FROM Movie__c WHERE Key__c LIKE 'like-a_c' -> 200 {"totalSize":1,"done":true,"records":[]}""",
            """QUERY SELECT COUNT() FROM Movie__c WHERE Key__c LIKE 'LIKE-%' -> 200 {"totalSize":1,"done":true,"records":[]}""",
            $"QUERY SELECT COUNT() FROM Movie__c WHERE Key__c LIKE 'like-_c' {None}",
            $"QUERY SELECT COUNT() FROM Movie__c WHERE Key__c LIKE 'like-abc_' {None}"),
        new("A wildcard that is escaped is a character",
            """POST /sobjects/Movie__c {"Key__c":"50%_a"} -> 201""",
            """QUERY SELECT COUNT() FROM Movie__c WHERE Key__c LIKE '50\%\__' -> 200 {"totalSize":1,"done":true,"records":[]}""",
            $"QUERY SELECT COUNT() FROM Movie__c WHERE Key__c LIKE '5\\%\\_a' {None}"),
        new("Checkboxes are never null",
            $"QUERY SELECT COUNT() FROM Opportunity WHERE IsWon = null {None}",
            $"QUERY SELECT COUNT() FROM Opportunity WHERE IsWon != null AND Id = null {None}"),
        new("Rows that are left out are 2,000 at most",
            "QUERY SELECT Id FROM Big__c ORDER BY Id LIMIT 1 OFFSET 2000 -> 200",
            """QUERY SELECT Id FROM Big__c ORDER BY Id LIMIT 1 OFFSET 2001 -> 400 [{"message":"#text","errorCode":"NUMBER_OUTSIDE_VALID_RANGE"}]"""),
        new("A statement has 100,000 characters at most", $$$"""
            POST /composite {"compositeRequest":[{"method":"GET","url":"/services/data/v68.0/query?q=SELECT Id FROM Account WHERE Name IN ({{{string.Join(',', Enumerable.Repeat("'0123456789'", 8_000))}}})","referenceId":"a"}]} -> 200 {"compositeResponse":[{"body":["#each",{"errorCode":"MALFORMED_QUERY","#more":true}],"httpStatusCode":400,"#more":true}]}
            """),
        new("A text in a filter has 4,000 characters at most",
            $"QUERY SELECT Id FROM Account WHERE Name = '{new string('x', 4_000)}' {None}",
            $"QUERY SELECT Id FROM Account WHERE Name = '{new string('x', 4_001)}' -> 400"),
        new("20 lists of children are the most", Children(20, 200), Children(21, 400)),
        new("55 relationships to parents are the most", Parents(55, 200), Parents(56, 400)),
        new("COUNT() stands alone, unsorted", "QUERY SELECT COUNT(), Id FROM Account -> 400", "QUERY SELECT COUNT() FROM Account ORDER BY Name -> 400"),
        new("Days and moments are not quoted; a moment has a zone",
            "QUERY SELECT Id FROM Account WHERE CreatedDate > 1999-01-01T23:01:01Z -> 200",
            "QUERY SELECT Id FROM Account WHERE CreatedDate > 1999-01-01T23:01:01+01:00 -> 200",
            "QUERY SELECT Id FROM Account WHERE CreatedDate > 1999-01-01T23:01:01-08:00 -> 200",
            "QUERY SELECT Id FROM Opportunity WHERE CloseDate > 1999-01-01 -> 200",
            "QUERY SELECT Id FROM Opportunity WHERE CloseDate > '1999-01-01' -> 400",
            "GET /query?q=SELECT+Id+FROM+Account+WHERE+CreatedDate+>+1999-01-01T23:01:01+01:00 -> 400"),
        new("Words and names are read in any case", """
            QUERY select ID, owner.NAME from ORGANIZATION -> 400
            """, """
            QUERY sElEcT iD fRoM oRgAnIzAtIoN -> 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Organization","url":"#path"},"Id":"{org}"}]}
            """),
    ];

    private static Fact[] Literals =>
    [
        .. new[] { @"\n", @"\N", @"\r", @"\R", @"\t", @"\T", @"\b", @"\B", @"\f", @"\F", "\\\"", @"\'", @"\\", @"\u00e4", @"\u2615" }.Select(escape => new Fact(
            $"{escape} is a character", $"QUERY SELECT COUNT() FROM Account WHERE Name = 'a{escape}b' {None}")),
        .. new[] { @"\_", @"\%" }.Select(escape => new Fact(
            $"{escape} is a character in LIKE only",
            $"QUERY SELECT COUNT() FROM Account WHERE Name LIKE 'a{escape}b' {None}",
            $"QUERY SELECT COUNT() FROM Account WHERE Name = 'a{escape}b' -> 400")),
        .. new[] { @"\-", @"\q", @"\u12", @"\0", @"\/" }.Select(escape => new Fact(
            $"{escape} is no character", $$"""QUERY SELECT COUNT() FROM Account WHERE Name = 'a{{escape}}b' -> 400 [{"message":"#/Invalid string literal/","errorCode":"MALFORMED_QUERY"}]""")),
        .. "YESTERDAY TODAY TOMORROW LAST_90_DAYS NEXT_90_DAYS".Split(' ').Select(Range),
        .. from time in "WEEK MONTH QUARTER YEAR FISCAL_QUARTER FISCAL_YEAR".Split(' ')
           from start in new[] { "LAST_", "THIS_", "NEXT_" }
           select Range(start + time),
        .. from time in "DAYS WEEKS MONTHS QUARTERS YEARS FISCAL_QUARTERS FISCAL_YEARS".Split(' ')
           from name in new[] { $"LAST_N_{time}:3", $"NEXT_N_{time}:3", $"N_{time}_AGO:3" }
           select Range(name),
    ];

    private static string Children(int count, int status) =>
        $"QUERY SELECT Id, {string.Join(", ", Enumerable.Range(1, count).Select(i => $"(SELECT Id FROM Wides{i}__r)"))} FROM Spaceship__c -> {status}";

    private static string Parents(int count, int status) =>
        $"QUERY SELECT {string.Join(", ", Enumerable.Range(1, count).Select(i => $"P{i}__r.Name, P{i}__r.Id"))} FROM Wide__c -> {status}";

    private static Fact Range(string name) => new(
        $"{name} is a range of days",
        $"QUERY SELECT COUNT() FROM Account WHERE CreatedDate = {name} -> 200",
        $"QUERY SELECT COUNT() FROM Opportunity WHERE CloseDate >= {name} -> 200",
        $"QUERY SELECT COUNT() FROM Opportunity WHERE CloseDate = '{name}' -> 400");
}
