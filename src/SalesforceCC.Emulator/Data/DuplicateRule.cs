using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data;

/// <summary>A duplicate rule with its matching rule.</summary>
/// <param name="Type">The object.</param>
/// <param name="Name">API name of the rule.</param>
/// <param name="Fields">Rows that agree in all these fields are duplicates.</param>
/// <param name="AllowSave">The rule alerts; otherwise it blocks.</param>
/// <param name="Message">What the user is told.</param>
/// <param name="MatchingRule">API name of the matching rule.</param>
public sealed record DuplicateRule(
    string Type,
    string Name,
    IReadOnlyList<string> Fields,
    bool AllowSave = false,
    string Message = "Use one of these records?",
    string MatchingRule = "Exact_Match")
{
    /// <summary>Ids of the living rows that agree with a row; none where it lacks one of the fields.</summary>
    internal IReadOnlyList<string> Find(SqlConnection connection, RowChange row)
    {
        if (Fields.Any(f => row[f] is null) || !Fields.Any(row.Changed)) return [];
        string conditions = string.Join(" AND ", Fields.Select((f, i) => $"\"{f}\" = ?{i + 2}"));
        List<string> ids = [];
        using SqlStatement found = connection.Prepare(
            $"SELECT \"Id\" FROM \"{row.Type.Name}\" WHERE \"Id\" <> ?1 AND {conditions} AND \"IsDeleted\" = 0 ORDER BY rowid LIMIT 100",
            [row.Id, .. Fields.Select(f => row[f])]);
        while (found.Step()) ids.Add(found.Text(0));
        return ids;
    }
}
