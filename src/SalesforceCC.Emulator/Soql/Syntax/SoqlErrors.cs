using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Syntax;

/// <summary>
/// Salesforce's errors about a statement: the line, a caret below the word, row and column, then the reason.
/// </summary>
internal static class SoqlErrors
{
    private const int Before = 40;
    private const int After = 30;

    public static SalesforceError Malformed(string soql, int position, string reason) =>
        At(soql, position, "MALFORMED_QUERY", reason);

    public static SalesforceError UnexpectedToken(string soql, Token token) =>
        Malformed(soql, token.Position, $"unexpected token: '{token.Text}'");

    public static SalesforceError NotSupported(string soql, int position, string what) =>
        Malformed(soql, position, $"{what} is not supported by this org");

    public static SalesforceError NoSuchField(string soql, int position, string field, string entity) => At(
        soql,
        position,
        "INVALID_FIELD",
        $"No such column '{field}' on entity '{entity}'. {Append("field", "__c", "custom field")}");

    public static SalesforceError NoSuchParent(string soql, int position, string relationship) => At(
        soql,
        position,
        "INVALID_FIELD",
        $"Didn't understand relationship '{relationship}' in field path. " +
        Append("relationship", "__r", "custom relationship"));

    public static SalesforceError NoSuchChildren(string soql, int position, string relationship) => At(
        soql,
        position,
        "INVALID_TYPE",
        $"Didn't understand relationship '{relationship}' in FROM part of query call. " +
        Append("relationship", "__r", "custom relationship"));

    public static SalesforceError NoSuchObject(string soql, int position, string name) => At(
        soql,
        position,
        "INVALID_TYPE",
        $"sObject type '{name}' is not supported. {Append("object", "__c", "entity")}");

    public static SalesforceError At(string soql, int position, string code, string reason)
    {
        (int row, int column) = Place(soql, position);
        int lineStart = position - (column - 1);
        int lineEnd = soql.IndexOf('\n', position);
        if (lineEnd < 0) lineEnd = soql.Length;
        int start = lineStart;
        if (column > Before)
        {
            // A long line is shown from a word's start near the place of the error.
            int space = soql.IndexOfAny([' ', ','], position - Before, Before);
            start = space < 0 ? position - Before : space + 1;
        }
        string excerpt = soql[start..Math.Min(lineEnd, position + After)].TrimEnd('\r');
        string caret = new string(' ', position - start) + "^";
        return new SalesforceError(
            400, code, $"\n{excerpt}\n{caret}\nERROR at Row:{row}:Column:{column}\n{reason}");
    }

    private static string Append(string what, string suffix, string to) =>
        $"If you are attempting to use a custom {what}, be sure to append the '{suffix}' after the {to} name. Please " +
        "reference your WSDL or the describe call for the appropriate names.";

    /// <summary>Row and column of a position, both from 1.</summary>
    public static (int Row, int Column) Place(string soql, int position)
    {
        ReadOnlySpan<char> before = soql.AsSpan(0, position);
        return (before.Count('\n') + 1, position - before.LastIndexOf('\n'));
    }
}
