using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>What records are called.</summary>
internal static class ObjectNames
{
    /// <summary>The rows of a query with GROUP BY or aggregate functions.</summary>
    public const string Aggregate = "AggregateResult";

    /// <summary>An object that bears no name, or one that cannot be a type's.</summary>
    public const string None = "Record";

    /// <summary>The name for <c>attributes.type</c>, or for the compound value that has these fields.</summary>
    public static string Of(byte[]? rawType, string[] fields)
    {
        if (rawType is null)
            return CompoundName(fields);
        string name = JsonText.Escaped(rawType);
        return IsIdentifier(name) ? name : None;
    }

    // Salesforce's two compound values bear no type.
    private static string CompoundName(string[] fields)
    {
        bool Has(string field) => Array.IndexOf(fields, field) >= 0;
        if (!Has("latitude") || !Has("longitude"))
            return None;
        return Has("street") ? "Address" : fields.Length == 2 ? "Location" : None;
    }

    private static bool IsIdentifier(string name)
    {
        if (name.Length is 0 or > 255 || name[0] is >= '0' and <= '9')
            return false;
        foreach (char next in name)
        {
            if (next is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
                return false;
        }

        return true;
    }
}
