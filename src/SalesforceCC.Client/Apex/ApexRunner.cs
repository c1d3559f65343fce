using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Xml.Linq;
using SalesforceCC.Apex.Logs;
using SalesforceCC.Http;
using SalesforceCC.Rest;
using SalesforceCC.Soap;

namespace SalesforceCC.Apex;

/// <summary>
/// Runs blocks of Apex. REST has a call for it that takes the text in its URL, and gives no log; what is too long for that, or
/// is to give its log, goes by SOAP, in one call, too.
/// </summary>
internal static class ApexRunner
{
    // 16,384 bytes are allowed, for the URL and for it and the headers together; proxies allow half of that.
    private const int MaxUrl = 8_000;

    private const string What = "response to the Apex call";

    // A GET without content is sent again by connection pools, and .NET Framework allows none with content.
    private static readonly bool s_isFramework = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    /// <summary>Runs a script.</summary>
    /// <param name="session">The session.</param>
    /// <param name="script">The script.</param>
    /// <param name="logLevel">The level of the log that is wanted, as FINEST; null: none is.</param>
    /// <param name="stop">Ends the waiting; what runs in Salesforce runs on.</param>
    /// <exception cref="SfException">The call failed. What the script comes to is no failure of the call.</exception>
    public static Task<SfApexResult> RunAsync(SfSession session, ApexScript script, string? logLevel, CancellationToken stop)
    {
        Uri url = RestPath.WithQuery(session.Resolve("tooling/executeAnonymous/"), [new("anonymousBody", script.Text)]);
        return logLevel is null && !s_isFramework && url.AbsoluteUri.Length <= MaxUrl
            ? ByRestAsync(session, script, url, stop)
            : BySoapAsync(session, script, logLevel, stop);
    }

    private static Task<SfApexResult> ByRestAsync(SfSession session, ApexScript script, Uri url, CancellationToken stop) => JsonCall.SendAsync(
        session,
        // A GET that changes things: nobody may send it twice.
        new ApiRequest { Method = HttpMethod.Get, Url = url, Repeat = Repeat.NotExecuted },
        What,
        root => Result(
            script,
            root.GetProperty("success").GetBoolean(),
            root.GetProperty("compiled").GetBoolean(),
            root.GetProperty("line").GetInt32(),
            root.GetProperty("column").GetInt32(),
            Text(root, "compileProblem"),
            Text(root, "exceptionMessage"),
            Text(root, "exceptionStackTrace"),
            null),
        stop);

    private static Task<SfApexResult> BySoapAsync(SfSession session, ApexScript script, string? logLevel, CancellationToken stop)
    {
        string header = logLevel is null
            ? ""
            : $"<DebuggingHeader><categories><category>Apex_code</category><level>{logLevel}</level></categories></DebuggingHeader>";
        return SoapCall.SendAsync(session, SoapCall.ApexRequest(session, header, script.ToSoap()), What, (headers, reply) => Read(script, headers, reply), stop);
    }

    private static SfApexResult Read(ApexScript script, XElement? headers, XElement reply)
    {
        XElement result = reply.Elements().FirstOrDefault(static e => e.Name.LocalName == "result") ?? throw SoapCall.Malformed(What);
        return Result(
            script,
            Truth(result, "success"),
            Truth(result, "compiled"),
            Number(result, "line"),
            Number(result, "column"),
            Text(result, "compileProblem"),
            Text(result, "exceptionMessage"),
            Text(result, "exceptionStackTrace"),
            headers?.Descendants().FirstOrDefault(static e => e.Name.LocalName == "debugLog")?.Value);
    }

    private static SfApexResult Result(
        ApexScript script, bool success, bool compiled, int line, int column, string? problem, string? exception, string? trace, string? log) => new()
        {
            Success = success,
            Compiled = compiled,
            Line = success || line < 1 ? null : line,
            Column = success || column < 1 ? null : column,
            SourceLine = success ? null : script.Line(line),
            CompileProblem = problem,
            ExceptionMessage = exception,
            ExceptionStackTrace = trace,
            Log = log is null ? [] : [.. ApexLogReader.Entries(log)],
            LogText = log,
        };

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private static string? Text(XElement result, string name) =>
        Element(result, name) is { } element && !element.Attributes().Any(static a => a.Name.LocalName == "nil") ? element.Value : null;

    private static bool Truth(XElement result, string name) => Element(result, name)?.Value switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw SoapCall.Malformed(What),
    };

    private static int Number(XElement result, string name) =>
        int.TryParse(Element(result, name)?.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw SoapCall.Malformed(What);

    private static XElement? Element(XElement result, string name) => result.Elements().FirstOrDefault(e => e.Name.LocalName == name);
}
