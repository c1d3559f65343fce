using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>A field or function in SQL.</summary>
/// <param name="Sql">The expression.</param>
/// <param name="Kind">How its values compare and print.</param>
/// <param name="Field">The field, or the argument of the function; null for COUNT.</param>
/// <param name="Name">Name of the field or function, for errors.</param>
internal sealed record SqlValue(string Sql, FieldKind Kind, SObjectField? Field, string Name)
{
    /// <summary>An aggregate over rows.</summary>
    public bool Aggregate { get; init; }

    /// <summary>A moment in the user's own time: something for date functions only.</summary>
    public bool Local { get; init; }

    /// <summary>The expression with the collation that its comparisons need.</summary>
    public string Comparable => Kind == FieldKind.Text && Field is not { CaseSensitive: true } ? $"{Sql} COLLATE {SqlFunctions.Collation}" : Sql;

    /// <summary>
    /// The expression to sort by: picklists sort by the order of their values in Setup, those that are not there after
    /// them.
    /// </summary>
    public string Sortable
    {
        get
        {
            if (Aggregate || Field is not { Type: "picklist", PicklistValues: { Count: > 0 } values }) return Comparable;
            string ranks = string.Concat(values.Select((v, i) =>
                string.Create(CultureInfo.InvariantCulture, $" WHEN '{v.Replace("'", "''", StringComparison.Ordinal)}' THEN {i}")));
            string rank = string.Create(CultureInfo.InvariantCulture, $"CASE {Comparable}{ranks} ELSE {values.Count} END");
            return $"CASE WHEN {Sql} IS NULL THEN NULL ELSE {rank} END";
        }
    }

    /// <summary>Salesforce's name of the type, for errors.</summary>
    public string TypeName => Kind switch
    {
        FieldKind.Boolean => "boolean",
        FieldKind.Int => "int",
        FieldKind.Double => "double",
        FieldKind.Date => "date",
        FieldKind.DateTime => "dateTime",
        FieldKind.Time => "time",
        FieldKind.Id => "ID",
        _ => "string",
    };
}
