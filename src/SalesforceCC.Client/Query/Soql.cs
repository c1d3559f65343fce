using System.Collections;
using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>Puts values into SOQL text so that they can be nothing but values.</summary>
internal static class Soql
{
    /// <summary>Longest statement Salesforce takes, in characters.</summary>
    public const int MaxLength = 100_000;

    /// <summary>
    /// Replaces every <c>:name</c> outside string literals and comments by the SOQL literal of that value.
    /// <c>LAST_N_DAYS:name</c> takes a whole number; IN, NOT IN, INCLUDES and EXCLUDES take a list or a single value.
    /// Names are matched in any case.
    /// </summary>
    /// <param name="soql">The statement.</param>
    /// <param name="parameters">Values by name; null: none.</param>
    /// <param name="types">Types of the fields of the object that the statement asks for, where they are known.</param>
    /// <returns>The statement to send.</returns>
    /// <exception cref="SfException">
    /// INVALID_PARAMETER: a placeholder without value, a value without placeholder, or a value SOQL has no literal for.
    /// </exception>
    public static string Bind(string soql, IDictionary? parameters, IReadOnlyDictionary<string, FieldType>? types = null) =>
        new SoqlBinder(soql, parameters).Bind(types);
}
