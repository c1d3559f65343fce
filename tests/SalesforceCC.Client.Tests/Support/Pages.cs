using System.Globalization;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>Query pages: rows whose Id is a running number, and queries that give these numbers back.</summary>
internal static class Pages
{
    public const string Soql = "SELECT Id FROM Thing__c";

    public const string First = "GET query";

    /// <summary>Where the page of a number is; <see cref="First"/> leads to number 2.</summary>
    public static string Line(int number) => First + Locator(number);

    public static string Path(int number) => "/services/data/v68.0/query" + Locator(number);

    /// <summary>A page of rows; the last one where no next is named.</summary>
    public static string Json(IEnumerable<int> ids, string? next = null, int total = 1000) =>
        Head(next, total) + string.Join(',', ids.Select(Row)) + "]}";

    /// <summary>A page up to its first row.</summary>
    public static string Head(string? next, int total = 1000) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"totalSize":{{total}},"done":{{(next is null ? "true" : "false")}},{{(next is null ? "" : $"\"nextRecordsUrl\":\"{next}\",")}}"records":[""");

    public static string Row(int id) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"attributes":{"type":"Thing__c","url":"/services/data/v68.0/sobjects/Thing__c/{{id}}"},"Id":"{{id}}"}""");

    /// <summary>Scripts a query of this many pages, with two rows each.</summary>
    public static LoopbackOrg OnPages(this LoopbackOrg org, int count)
    {
        for (int i = 1; i <= count; i++)
            org.On(i == 1 ? First : Line(i), Page(i, count));
        return org;
    }

    /// <summary>One page of such a query.</summary>
    public static Reply Page(int number, int count) => Reply.GzipJson(Json(Ids(number), number < count ? Path(number + 1) : null));

    /// <summary>The rows of one page, or of all up to one.</summary>
    public static int[] Ids(int number) => [number * 2, (number * 2) + 1];

    public static int[] IdsTo(int count) => [.. Enumerable.Range(1, count).SelectMany(Ids)];

    public static async Task<int[]> IdsAsync(this SfSession session, string soql = Soql, QuerySettings? settings = null) =>
        [.. (await session.RowsAsync(soql, settings)).Select(r => int.Parse((string)r.GetValue("Id")!, CultureInfo.InvariantCulture))];

    public static async Task<List<SfRecord>> RowsAsync(this SfSession session, string soql = Soql, QuerySettings? settings = null)
    {
        List<SfRecord> rows = [];
        await foreach (RecordPage page in session.QueryPages(soql, settings, Guard.Stop))
            rows.AddRange(page);
        return rows;
    }

    private static string Locator(int number) => string.Create(CultureInfo.InvariantCulture, $"/01g-{number}");
}
