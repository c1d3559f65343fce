using System.Globalization;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Fuzz.Inputs;

/// <summary>Statements made by the grammar of SOQL over the objects of an org, so that many of them run.</summary>
internal sealed class RandomSoql(IReadOnlyList<SObjectType> types)
{
    private static readonly string[] s_literals =
    [
        "null", "TRUE", "false", "5", "-1.5e3", "0", "2147483648", "9223372036854775807", "99999999999999999999", "1e308", "+.5", "'x'", "''", "'a%'", "'\\''", "'\\\\'", "'\\u00e9'", "'Paid'", "'Priority;Export'",
        "'001Hs000001000DIAQ'", "'001Hs000001000D'", "'é😀'", "2024-01-31", "2024-02-30", "2024-01-31T10:00:00Z", "2024-01-31T10:00:00.000+01:00", "10:00:00.000Z", "25:00:00Z", "TODAY", "LAST_MONTH", "LAST_N_DAYS:30",
        "NEXT_N_WEEKS:3", "N_DAYS_AGO:5", "LAST_N_YEARS:9999", "NEXT_N_FISCAL_QUARTERS:99999999", "LAST_FISCAL_YEAR",
    ];

    private static readonly string[] s_functions =
    [
        "COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX", "CALENDAR_YEAR", "CALENDAR_QUARTER", "FISCAL_MONTH", "DAY_IN_WEEK", "DAY_ONLY", "HOUR_IN_DAY", "WEEK_IN_YEAR", "toLabel", "FORMAT", "convertCurrency",
        "convertTimezone", "DISTANCE", "GROUPING",
    ];

    private static readonly string[] s_operators = ["=", "!=", "<>", "<", "<=", ">", ">=", "LIKE"];

    private static readonly string[] s_endings = [" FOR VIEW", " FOR REFERENCE", " FOR UPDATE", " ALL ROWS", " UPDATE TRACKING", " WITH SECURITY_ENFORCED", " USING SCOPE mine", " FOR VIEW, REFERENCE"];

    public static readonly string[] Words =
    [
        "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "IN", "LIKE", "INCLUDES", "EXCLUDES", "GROUP BY", "ORDER BY", "LIMIT", "OFFSET", "HAVING", "NULLS", "LAST", "COUNT()", "TYPEOF", "WHEN", "THEN", "ELSE", "END", "FIELDS(ALL)",
        "ROLLUP", "ALL ROWS", "FOR", "VIEW", "Id", "Name", "Account", "(", ")", ",", ".", ":", "=", "!=", "'x'", "'\\'", "'", "\\", "5", "--", "-", "é", "\0", "\n", "\t", "\ufeff", "null", "a", "a.", "a a", "Owner.", "((((((((((", "NOT NOT NOT NOT",
    ];

    public string Any(Random random)
    {
        string text = random.Next(40) == 0 ? Odd(random) : Query(random, random.Of<SObjectType>([.. types]), 2, null);
        for (int left = random.Percent(60) ? 0 : random.Few(4); left > 0; left--)
            text = Characters.Damage(random, text, Words);
        return text;
    }

    /// <summary>What a limit of the parser, or of the database behind it, has to do with.</summary>
    private static string Odd(Random random)
    {
        int many = random.Of(10, 70, 90, 300, 3_000);
        string Repeat(string part, string between = "") => string.Join(between, Enumerable.Repeat(part, many));
        return random.Next(12) switch
        {
            0 => $"SELECT Id FROM Account WHERE {Repeat("(")}Name = 'x'{Repeat(")")}",
            1 => $"SELECT Id FROM Account WHERE {Repeat("NOT ")}Name = 'x'",
            2 => $"SELECT Id FROM Account WHERE {Repeat("Name = 'x'", " OR ")}",
            3 => $"SELECT Id FROM Account WHERE Name IN ({string.Join(',', Enumerable.Range(0, many).Select(i => $"'{i}'"))})",
            4 => $"SELECT {Repeat("COUNT(")}Id{Repeat(")")} FROM Account",
            5 => $"SELECT {Repeat("Parent.")}Name FROM Account",
            6 => $"SELECT a.Name FROM Account x, {string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(i => $"x.Parent a{i}").Append(random.Of("a.Parent a", "x.Parent a", "b.Parent a, a.Parent b")))}",
            7 => $"SELECT Id, {string.Join(", ", Enumerable.Range(0, many).Select(i => $"FORMAT(Name) a{i}"))} FROM Account",
            8 => $"SELECT {string.Join(", ", Enumerable.Range(0, many).Select(i => $"MAX(Name) a{i}"))} FROM Account",
            9 => $"SELECT Id, {Repeat("(SELECT Id FROM Contacts)", ", ")} FROM Account",
            10 => $"SELECT Id FROM Account ORDER BY {Repeat("Name", ", ")}",
            _ => $"SELECT Id FROM Account WHERE {string.Join(" OR ", Enumerable.Range(0, Math.Min(many, 300)).Select(i => $"{string.Concat(Enumerable.Repeat("Parent.", (i % 5) + 1))}{(i % 2 == 0 ? "Owner" : "CreatedBy")}.Name = 'x'"))}",
        };
    }

    private string Query(Random random, SObjectType type, int depth, ChildRelationship? relationship)
    {
        bool isGrouped = relationship is null && random.Percent(20);
        string alias = random.Percent(10) ? " x" : "";
        List<string> groups = isGrouped ? [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Percent(70) ? Path(random, type) : Function(random, type))] : [];
        string text = $"SELECT {Select(random, type, depth, groups, isGrouped)} FROM {relationship?.RelationshipName ?? type.Name}{alias}";
        if (random.Percent(50)) text += $" WHERE {Condition(random, type, depth, isHaving: false)}";
        if (groups.Count > 0) text += $" GROUP BY {string.Join(", ", groups)}";
        if (isGrouped && random.Percent(30)) text += $" HAVING {Condition(random, type, 1, isHaving: true)}";
        if (random.Percent(30)) text += $" ORDER BY {string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Order(random, type, isGrouped)))}";
        if (random.Percent(30)) text += $" LIMIT {random.Of("0", "1", "5", "200", "2000", "2147483647", "2147483648", "-1")}";
        if (random.Percent(15)) text += $" OFFSET {random.Of("0", "1", "5", "2000", "2001")}";
        if (random.Percent(5)) text += random.Of<string>(s_endings);
        return text;
    }

    private string Select(Random random, SObjectType type, int depth, List<string> groups, bool isGrouped)
    {
        if (isGrouped && groups.Count == 0 && random.Percent(20))
            return "COUNT()";
        return string.Join(", ", Enumerable.Range(0, random.Next(1, 6)).Select(i => isGrouped
            ? (random.Percent(50) && groups.Count > 0 ? random.Of<string>([.. groups]) : Function(random, type)) + (random.Percent(30) ? string.Create(CultureInfo.InvariantCulture, $" n{i}") : "")
            : Item(random, type, depth)));
    }

    private string Item(Random random, SObjectType type, int depth)
    {
        ChildRelationship[] lists = [.. type.ChildRelationships.Where(c => types.Any(t => t.Name == c.ChildSObject))];
        if (random.Percent(10) && depth > 0 && lists.Length > 0)
        {
            ChildRelationship children = random.Of<ChildRelationship>(lists);
            return $"({Query(random, types.First(t => t.Name == children.ChildSObject), depth - 1, children)})";
        }

        return random.Next(20) switch
        {
            0 => $"FIELDS({random.Of("ALL", "STANDARD", "CUSTOM", "X")})",
            1 => $"TYPEOF {random.Of("What", "Who", "Owner", "LinkedEntity")} WHEN {random.Of<SObjectType>([.. types]).Name} THEN Id, Name ELSE {random.Of("Name", "Type", "Id")} END",
            2 => Function(random, type),
            _ => Path(random, type),
        };
    }

    private string Path(Random random, SObjectType type)
    {
        string path = "";
        for (int level = 0; level < 6 && random.Percent(20); level++)
        {
            SObjectField? reference = type.Fields.Where(f => f.RelationshipName is not null && types.Any(t => f.ReferenceTo.Contains(t.Name))).MinBy(_ => random.Next());
            if (reference is null)
                break;
            path += reference.RelationshipName + ".";
            type = types.First(t => reference.ReferenceTo.Contains(t.Name));
        }

        return path + (random.Percent(97) ? random.Of<SObjectField>([.. type.Fields]).Name : random.Of("Nmae", "x", "Type", "attributes", "rowid"));
    }

    private string Function(Random random, SObjectType type) =>
        $"{random.Of<string>(s_functions)}({(random.Percent(10) ? Function(random, type) : Path(random, type))})";

    private string Order(Random random, SObjectType type, bool isGrouped) =>
        (isGrouped && random.Percent(60) ? Function(random, type) : Path(random, type)) + random.Of("", "", " ASC", " DESC") + random.Of("", "", " NULLS FIRST", " NULLS LAST");

    private string Condition(Random random, SObjectType type, int depth, bool isHaving)
    {
        if (depth > 0 && random.Percent(30))
        {
            string word = random.Of(" AND ", " OR ");
            string joined = string.Join(word, Enumerable.Range(0, random.Next(1, 4)).Select(_ => Condition(random, type, depth - 1, isHaving)));
            return random.Of("({0})", "NOT ({0})", "{0}").Replace("{0}", joined, StringComparison.Ordinal);
        }

        string left = isHaving || random.Percent(10) ? Function(random, type) : Path(random, type);
        return random.Next(10) switch
        {
            0 => $"{left} {random.Of("IN", "NOT IN", "INCLUDES", "EXCLUDES")} ({string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Literal(random)))})",
            1 when depth > 0 => $"{left} {random.Of("IN", "NOT IN")} ({Query(random, random.Of<SObjectType>([.. types]), 0, null)})",
            _ => $"{left} {random.Of<string>(s_operators)} {Literal(random)}",
        };
    }

    private static string Literal(Random random) => random.Of<string>(s_literals);
}
