using System.Xml.Linq;
using SalesforceCC.Http;
using SalesforceCC.Soap;

namespace SalesforceCC.Data;

/// <summary>
/// Records out of the recycle bin. Of all APIs, SOAP alone has a call for it: <c>undelete</c>, with up to 200 ids.
/// </summary>
internal static class UndeleteCall
{
    public static ApiRequest Request(SfSession session, RowBatch batch, WriteSettings settings) => SoapCall.Request(
        session,
        settings.AllOrNone ? "<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader>" : "",
        $"<undelete>{string.Concat(batch.Rows.Select(static r => $"<ids>{r.Id}</ids>"))}</undelete>");

    /// <summary>Sends it, and gives the results of the rows, in their order.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE, or any failure of a call.</exception>
    public static Task<List<RowOutcome>> SendAsync(SfSession session, ApiRequest request, int count, CancellationToken stop) =>
        SoapCall.SendAsync(session, request, CollectionResponse.What, reply => Read(reply, count), stop);

    private static List<RowOutcome> Read(XElement reply, int count)
    {
        List<RowOutcome> results = [.. reply.Elements().Where(static e => e.Name.LocalName == "result").Select(ReadOne)];
        return results.Count == count
            ? results
            : throw CollectionResponse.Mismatch(results.Count, count);
    }

    private static RowOutcome ReadOne(XElement result)
    {
        if (Text(result, "success") is "true" or "1")
            return new RowOutcome(Text(result, "id"), Success: true, Created: null, null);
        return CollectionResponse.Failed(Text(result, "id"), created: null, [.. result.Elements()
            .Where(static e => e.Name.LocalName == "errors")
            .Select(static e => new FoundError(
                Text(e, "statusCode"),
                Text(e, "message"),
                [.. e.Elements().Where(static f => f.Name.LocalName == "fields").Select(static f => f.Value)]))]);
    }

    private static string? Text(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value is { Length: > 0 } text ? text : null;
}
