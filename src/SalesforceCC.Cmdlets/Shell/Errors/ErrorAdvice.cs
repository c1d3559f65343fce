using System.Text.RegularExpressions;
using static System.Management.Automation.ErrorCategory;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// What to do about an error: by flow, by text, by code. Adding an error is adding a line to one of the three tables.
/// </summary>
internal static class ErrorAdvice
{
    /// <summary>Where the app is in Setup.</summary>
    public const string App = "In Setup, External Client App Manager, open the app";

    // Proxies and old endpoints spell some codes in another case.
    private static readonly Dictionary<string, Advice> s_inAnyCase = AdviceByCode.All
        .GroupBy(static line => line.Key, StringComparer.OrdinalIgnoreCase)
        .Where(static lines => lines.Count() == 1)
        .ToDictionary(static lines => lines.Key, static lines => lines.First().Value, StringComparer.OrdinalIgnoreCase);

    private static readonly Advice s_noSuchVersion = new(
        ObjectNotFound, "The org does not have the API version of the session, because every version has this resource. To list the versions of the org, run Get-SfApiVersion. Connect with -ApiVersion to use one of them, or latest.");

    private static readonly Advice s_unknown = new(
        NotSpecified, "Code and message come from Salesforce; see its REST API Developer Guide. To see the requests, use -Verbose.");

    private const string OfUnknownFate = "It is not known whether the record was";

    private static readonly Advice s_unknownFate = new(
        WriteError, "Before you send the record again, look in the org whether it was saved, for example with Invoke-SfQuery. It is the TargetObject of the error. With -ExternalIdField, records can be sent again without making duplicates.");

    private const string OfUnknownFile = "It is not known whether the file was";

    private static readonly Advice s_unknownFile = new(
        WriteError, "Before you send the file again, look in the org whether it was saved, for example with Invoke-SfQuery 'SELECT Id, Title, ContentSize FROM ContentVersion WHERE CreatedDate = TODAY'.");

    private static readonly Advice s_eventOfUnknownFate = new(
        WriteError, "To find out, receive from the topic, and look for the EventUuid in the message. If receivers can drop duplicates, send the event again; it is the TargetObject of the error.");

    private static readonly Advice s_requestOfUnknownFate = new(
        WriteError, "Before you send the request again, look in the org whether it was carried out, for example with Invoke-SfQuery. It is the TargetObject of the error.");

    // What every version has: if it is not there, the version is not.
    private static readonly Regex s_ofEveryVersion = new(
        @"^\S+ /services/data/v[\d.]+/(query|queryAll|search|limits|sobjects|recent|composite|jobs/(ingest|query))/?(\?.*)?$", RegexOptions.CultureInvariant);

    /// <summary>The advice for a failure; never null.</summary>
    public static Advice For(SfException e) =>
        e.Code == "NOT_FOUND" && e.Request is { } request && s_ofEveryVersion.IsMatch(request)
            ? s_noSuchVersion
            : Has(e.Message, OfUnknownFate) ? s_unknownFate
            : Has(e.Message, OfUnknownFile) ? s_unknownFile
            : Has(e.Message, "It is not known whether the event was") ? s_eventOfUnknownFate
            : Has(e.Message, "It is not known whether the request was") ? s_requestOfUnknownFate
            : For(e.Code, e.Message, e.Flow);

    private static Advice For(string code, string message, SfFlow? flow)
    {
        foreach ((SfFlow ofFlow, string byCode, string text, Advice advice) in AdviceByFlow.All)
            if (ofFlow == flow && Is(code, byCode) && Has(message, text))
                return advice;
        foreach ((string byCode, string text, Advice advice) in AdviceByText.All)
            if (Is(code, byCode) && Has(message, text))
                return advice;
        if (Has(message, "login rate exceeded"))
            return AdviceByCode.All["login_rate_exceeded"];
        return AdviceByCode.All.TryGetValue(code, out Advice? known) || s_inAnyCase.TryGetValue(code, out known) ? known : s_unknown;
    }

    private static bool Is(string code, string other) => string.Equals(code, other, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string message, string text) => message.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>All lines, for the test that walks the table.</summary>
    internal static IEnumerable<(string Code, Advice Advice)> All =>
        AdviceByFlow.All.Select(static f => (f.Code, f.Advice))
            .Concat(AdviceByText.All.Select(static t => (t.Code, t.Advice)))
            .Concat(AdviceByCode.All.Select(static c => (c.Key, c.Value)))
            .Append(("NOT_FOUND", s_noSuchVersion))
            .Append((SfErrorCodes.ConnectionLost, s_unknownFate))
            .Append((SfErrorCodes.ConnectionLost, s_unknownFile))
            .Append((SfErrorCodes.ConnectionLost, s_eventOfUnknownFate))
            .Append((SfErrorCodes.ConnectionLost, s_requestOfUnknownFate));
}
