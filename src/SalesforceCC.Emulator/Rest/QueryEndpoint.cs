using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Soql.Validation;

namespace SalesforceCC.Emulator.Rest;

/// <summary><c>GET /query?q=</c>, <c>/queryAll?q=</c> and their further pages.</summary>
internal sealed class QueryEndpoint(IQueryPages pages, OrgStore store, ExplainEndpoint explain)
{
    private const int MinPage = 200;
    private const int MaxPage = 2000;

    public Answer Query(Call call)
    {
        if (call.Query["explain"].ToString() is { Length: > 0 } soql)
            return explain.Explain(call, soql);
        return Columns(call) ?? Run(call, call.Query["q"].ToString(), includeDeleted: false);
    }

    public Answer QueryAll(Call call) => Columns(call) ?? Run(call, call.Query["q"].ToString(), includeDeleted: true);

    /// <summary>
    /// With <c>columns=true</c>, what the rows would be made of instead of the rows; null without. It is not
    /// documented, but the Salesforce CLI asks for it after every query.
    /// </summary>
    public Answer? Columns(Call call) =>
        call.Query["columns"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase)
            ? Answer.Json(200, writer => store.WriteColumns(writer, call.Query["q"].ToString()))
            : null;

    public Answer Run(Call call, string soql, bool includeDeleted, SoqlApi api = SoqlApi.Rest) =>
        pages.Open(soql, new QueryOptions(includeDeleted, PageSize(call), call.Version.Path) { UserId = call.UserId, Api = api });

    public Answer Next(Call call)
    {
        string locator = call.Values["locator"];
        int hyphen = locator.LastIndexOf('-');
        return hyphen > 0 && int.TryParse(
            locator.AsSpan(hyphen + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int offset)
            ? pages.Read(locator[..hyphen], offset, call.Version.Path)
            : throw InvalidLocator();
    }

    /// <summary>Sources differ between 400 and 404; 400 is what more of them say.</summary>
    public static SalesforceError InvalidLocator() => new(400, "INVALID_QUERY_LOCATOR", "invalid query locator");

    /// <summary>The header is a hint: values out of range are moved to the nearest that is allowed.</summary>
    private static int PageSize(Call call)
    {
        foreach (string part in call.Headers["Sforce-Query-Options"].ToString().Split(',', ';'))
        {
            string[] pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair.Length == 2 && pair[0].Equals("batchSize", StringComparison.OrdinalIgnoreCase) &&
                int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out int size))
            {
                return Math.Clamp(size, MinPage, MaxPage);
            }
        }

        return MaxPage;
    }
}
