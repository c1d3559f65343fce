using System.Xml.Linq;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soap;

/// <summary><c>undelete</c>: brings rows back from the recycle bin, with the children that went with them.</summary>
internal sealed class UndeleteOperation(OrgStore store)
{
    private const int MaxIds = 200;

    public IEnumerable<XElement> Run(SoapEnvelope envelope, ChangeContext context)
    {
        IReadOnlyList<string> ids = envelope.Texts("ids");
        if (ids.Count > MaxIds)
            throw new SoapFault(
                "EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {MaxIds} records into this call");
        return store.Save([.. ids.Select(id => Order(id, context.UserId))], envelope.IsSet("AllOrNoneHeader", "allOrNone"), context)
            .Select(result => Write(envelope, result));
    }

    private RowOrder Order(string text, string userId)
    {
        SObjectType? type = SalesforceId.TryNormalize(text, out string? id) ? store.FindTypeOf(id, userId) : null;
        return new RowOrder(RowOperation.Undelete, type ?? store.Types[0], id)
        {
            Refused = type is null ? new SalesforceError(400, "MALFORMED_ID", $"bad id {text}") : null,
        };
    }

    private static XElement Write(SoapEnvelope envelope, SaveResult result) => envelope.Element("result", new List<XElement>(
    [
        .. result.Errors.Select(error => envelope.Element("errors", new List<XElement>(
        [
            .. error.Fields.Select(field => envelope.Element("fields", field)),
            envelope.Element("message", error.Message),
            envelope.Element("statusCode", error.Code),
        ]))),
        envelope.Element("id", result.Success ? result.Id : null),
        envelope.Element("success", result.Success ? "true" : "false"),
    ]));
}
