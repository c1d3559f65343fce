using System.Management.Automation;
using SalesforceCC.Json;
using SalesforceCC.Rest;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Answers of the REST API as what PowerShell users expect.</summary>
/// <param name="cmdlet">Writes them.</param>
/// <param name="raw">As text.</param>
internal sealed class RestOutput(AsyncPSCmdlet cmdlet, bool raw)
{
    private static readonly string[] s_nextLinks = ["nextRecordsUrl", "nextPageUrl", "nextPage"];

    /// <summary>Writes an answer: JSON as objects, an array item by item; other text as text, other content as bytes.</summary>
    public void Write(RestResponse answer)
    {
        if (answer.Body.Length == 0)
            return;
        if (answer.IsJson && (int)answer.StatusCode < 300)
            SilentFailureWarning.Write(cmdlet, SilentFailures.Find(answer.Body));
        if (raw || !answer.IsJson)
            cmdlet.WriteObject(raw || answer.IsText ? answer.Text : answer.Body);
        else
            cmdlet.WriteObject(PsJson.Of(PsJson.Read(answer.Body)), enumerateCollection: true);
    }

    /// <summary>
    /// Writes a page: its records where it has some, else itself; gives the link to the page after it, or null.
    /// </summary>
    /// <exception cref="SfException">INVALID_RESPONSE: there are more records, but nobody says where.</exception>
    public string? WritePage(RestResponse answer)
    {
        if (answer.Body.Length == 0 || !answer.IsJson)
        {
            Write(answer);
            return null;
        }

        object? value = PsJson.Read(answer.Body);
        SfJsonObject? page = value as SfJsonObject;
        object?[]? records = page?["records"] as object?[];
        cmdlet.WriteObject(raw ? answer.Text : PsJson.Of(records ?? value), enumerateCollection: true);
        if (page is null || page["done"] is true)
            return null;
        string? link = s_nextLinks.Select(n => page[n] as string).FirstOrDefault(static l => l is { Length: > 0 });
        return link is null && records is not null && page["done"] is false
            ? throw new SfException(SfErrorCodes.InvalidResponse, "A page says that there are more rows, but not where.")
            : link;
    }
}
