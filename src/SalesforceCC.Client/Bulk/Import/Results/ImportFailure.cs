namespace SalesforceCC.Bulk;

/// <summary>A row that Salesforce refused.</summary>
/// <param name="Part">Where it belongs.</param>
/// <param name="Line">The line of the file that it begins with; of the pipeline, the number of the object. From 1.</param>
/// <param name="Id">Id of the record; null: there is none, or Salesforce does not say.</param>
/// <param name="Error">Salesforce's text: <c>CODE:message:fields --</c>, as often as there are errors.</param>
/// <param name="Values">The row, as it stands in the source.</param>
internal sealed record ImportFailure(ImportPart Part, long Line, string? Id, string Error, IReadOnlyList<KeyValuePair<string, string>> Values)
{
    /// <summary>Salesforce's code; empty where the text has none.</summary>
    public string Code => Error.IndexOf(':') is int colon and > 0 && IsCode(Error.Substring(0, colon)) ? Error.Substring(0, colon) : "";

    /// <summary>The text without code and fields, where it is of the usual form; else all of it.</summary>
    public string Message
    {
        get
        {
            string text = Code.Length > 0 ? Error.Substring(Code.Length + 1) : Error;
            int fields = text.LastIndexOf(':');
            return Code.Length > 0 && fields >= 0 && text.EndsWith(" --", StringComparison.Ordinal) ? text.Substring(0, fields) : text;
        }
    }

    /// <summary>The fields that the last error is about.</summary>
    public IReadOnlyList<string> Fields
    {
        get
        {
            int fields = Error.LastIndexOf(':');
            return Code.Length > 0 && fields > Code.Length && Error.EndsWith(" --", StringComparison.Ordinal)
                ? [.. Error.Substring(fields + 1, Error.Length - fields - 4).Split([", "], StringSplitOptions.RemoveEmptyEntries).Select(static f => f.Trim())]
                : [];
        }
    }

    private static bool IsCode(string text) => text.All(static c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');
}
