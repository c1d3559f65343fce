using System.Globalization;
using System.Xml.Linq;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Soap;

/// <summary>
/// The SOAP APIs: what Salesforce has no REST for. The token stands in the message, and every refusal has the status 500.
/// </summary>
internal sealed class SoapPart(Org org) : IOrgPart
{
    private const string Root = "/services/Soap/";

    // From this version on, Salesforce takes tokens in the form of a JWT, too.
    private const int FirstVersionOfJwt = 68;

    private const string Partner = "u";
    private const string Apex = "s";

    private readonly UndeleteOperation _undelete = new(org.Store);

    public bool Serves(string path) => path.StartsWith(Root, StringComparison.Ordinal);

    public Answer Handle(Call call)
    {
        try
        {
            return Run(call);
        }
        catch (SoapFault e)
        {
            return SoapEnvelope.Refusal(e);
        }
        catch (SalesforceError e)
        {
            return SoapEnvelope.Refusal(new SoapFault(e.Errors[0].Code, e.Errors[0].Message));
        }
        catch (Exception e) when (UnexpectedError.Is(e))
        {
            return UnexpectedError.ToAnswer(e);
        }
    }

    private Answer Run(Call call)
    {
        // /services/Soap/u/68.0, and with the id of the org behind it.
        string[] segments = call.Path[Root.Length..].TrimEnd('/').Split('/');
        if (segments is not [Partner or Apex, _] and not [Partner or Apex, _, { Length: 15 or 18 }] || call.Method != "POST")
            throw SoapFault.OfClient("The embedded org serves the partner API and the Apex API alone");
        ApiVersion api = VersionOf(segments[1]);
        SoapEnvelope envelope = SoapEnvelope.Read(call.Body);
        Session session = Admit(envelope, api);
        if (!org.Usage.TryCount())
            throw new SoapFault("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        ExecuteAnonymousOperation anonymous = new(org.Apex.Anonymous, api.Name);
        SoapOperation operation = (segments[0], envelope.Operation) switch
        {
            (Partner, "undelete") => _undelete.Run,
            (Apex, "executeAnonymous") => anonymous.Run,
            _ => throw SoapFault.OfClient($"The embedded org does not serve the operation {envelope.Operation}"),
        };
        XElement[] results = [.. operation(envelope, new ChangeContext(session.UserId)
        {
            VersionPath = api.Path,
            Origin = $"com/salesforce/api/soap/{api.Name}{(envelope.Header("CallOptions", "client") is { Length: > 0 } client ? ";client=" + client : "")}",
        })];
        XElement[] headers = [.. new[] { anonymous.DebuggingInfo(envelope) }.OfType<XElement>(), LimitInfo(envelope)];
        return envelope.Reply(results, headers);
    }

    private Session Admit(SoapEnvelope envelope, ApiVersion api)
    {
        string token = envelope.SessionId ?? "";
        bool isJwt = token.StartsWith("eyJ", StringComparison.Ordinal);
        Session session = (isJwt && api.Number < FirstVersionOfJwt ? null : org.Sessions.Use(token)) ?? throw new SoapFault(
            "INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session");
        if (!session.HasApiScope)
            throw new SoapFault("INVALID_SESSION_ID", "This session is not valid for use with the API");
        return org.Users.AccessOf(session.UserId).ApiEnabled
            ? session
            : throw new SoapFault("API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner");
    }

    private static ApiVersion VersionOf(string segment)
    {
        try
        {
            return ApiVersion.Parse("v" + segment);
        }
        catch (SalesforceError)
        {
            throw new SoapFault("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
        }
    }

    private XElement LimitInfo(SoapEnvelope envelope)
    {
        string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
        return envelope.Element("LimitInfoHeader", envelope.Element("limitInfo", new[]
        {
            envelope.Element("current", Number(org.Usage.Used)),
            envelope.Element("limit", Number(org.Usage.Allowed)),
            envelope.Element("type", "API REQUESTS"),
        }));
    }
}
