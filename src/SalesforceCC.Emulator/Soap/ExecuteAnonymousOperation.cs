using System.Globalization;
using System.Xml.Linq;
using SalesforceCC.Emulator.Apex;
using SalesforceCC.Emulator.Apex.Logs;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soap;

/// <summary><c>executeAnonymous</c> of the Apex API: runs a block, and answers with its log where a header asks for it.</summary>
internal sealed class ExecuteAnonymousOperation(AnonymousApex apex, string version)
{
    private AnonymousResult? _result;

    public IEnumerable<XElement> Run(SoapEnvelope envelope, ChangeContext context)
    {
        string code = envelope.Verbatim("apexcode")
            ?? throw SoapFault.OfClient("The operation executeAnonymous needs the element apexcode");
        AnonymousResult result = _result = apex.Run(code, context.UserId, version, Asked(envelope));
        string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
        string Truth(bool b) => b ? "true" : "false";
        yield return envelope.Element("result", new List<XElement>
        {
            envelope.Element("column", Number(result.Column)),
            envelope.Element("compileProblem", result.CompileProblem),
            envelope.Element("compiled", Truth(result.Compiled)),
            envelope.Element("exceptionMessage", result.ExceptionMessage),
            envelope.Element("exceptionStackTrace", result.ExceptionStackTrace),
            envelope.Element("line", Number(result.Line)),
            envelope.Element("success", Truth(result.Success)),
        });
    }

    /// <summary>The log, once the block has run; null without one.</summary>
    public XElement? DebuggingInfo(SoapEnvelope envelope) => _result?.Log is { } log
        ? envelope.Element("DebuggingInfo", envelope.Element("debugLog", Printable(log)))
        : null;

    private static LogLevels? Asked(SoapEnvelope envelope)
    {
        if (envelope.HeaderElement("DebuggingHeader") is not { } header) return null;
        string? named = Text(header, "debugLevel");
        LogLevels levels = LogLevels.Named(named ?? "NONE") ?? throw Invalid(named!);
        foreach (XElement entry in header.Elements().Where(static e => e.Name.LocalName == "categories"))
        {
            (string category, string level) = (Text(entry, "category") ?? "", Text(entry, "level") ?? "");
            if (!LogLevels.TryParse(level, out ApexLogLevel value)) throw Invalid(level);
            foreach (LogCategory each in Enum.GetValues<LogCategory>())
                if (category == "All" || LogLevels.CategoryOf(category) == each) levels[each] = value;
            if (category != "All" && LogLevels.CategoryOf(category) is null) throw Invalid(category);
        }
        return levels;
    }

    private static SoapFault Invalid(string value) => SoapFault.OfClient($"'{value}' is not a valid value of the DebuggingHeader");

    private static string? Text(XElement element, string name) =>
        element.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim();

    // XML has no room for control characters; how Salesforce writes them is not known.
    private static string Printable(string text) => string.Concat(text.Select(static c => c < ' ' && c is not ('\n' or '\r' or '\t') ? '?' : c));
}
