using System.Globalization;

namespace SalesforceCC.Bulk;

/// <summary>Fetches pages of results into files. A file is there when it is whole.</summary>
/// <param name="api">The requests, in the version of the job.</param>
/// <param name="job">The job.</param>
/// <param name="format">The form of the files.</param>
/// <param name="folder">Where they are written.</param>
/// <param name="withHead">Each is a file by itself.</param>
/// <param name="links">Told where the next page is.</param>
internal sealed class PageDownload(BulkApi api, string job, IPageFormat format, string folder, bool withHead, IPageLinks links)
{
    private const string LocatorHeader = "Sforce-Locator";
    private const string CountHeader = "Sforce-NumberOfRecords";

    /// <summary>Fetches a page.</summary>
    /// <exception cref="SfException">Any failure of a call; INVALID_RESPONSE; FILE_NOT_WRITTEN.</exception>
    public async Task<FetchedPage> FetchAsync(PageLink link, CancellationToken stop)
    {
        string name = FormattableString.Invariant($"page-{link.Number:00000}");
        string temporary = Path.Combine(folder, name + ".partial");
        FetchedPage page = await api.GetCsvAsync(api.Url(BulkKind.Query, job, link.Rest), ReadAsync, stop).ConfigureAwait(false);
        Http.RequestTrace.Sink?.Invoke(FormattableString.Invariant($"Page {link.Number}: read, {page.Rows} rows"));
        string whole = Path.Combine(folder, name);
        Disk.Run(whole, () =>
        {
            File.Delete(whole);
            File.Move(temporary, whole);
        });
        Http.RequestTrace.Sink?.Invoke(FormattableString.Invariant($"Page {link.Number}: stored"));
        return page;

        async Task<FetchedPage> ReadAsync(HttpResponseMessage response, Stream body, CancellationToken token)
        {
            links.Tell(link, HeaderOf(response, LocatorHeader) is { } next && !next.Equals("null", StringComparison.OrdinalIgnoreCase) ? next : null);
            using ChecksumStream output = new(temporary);
            PageRows rows = await format.WriteAsync(body, output, withHead, token).ConfigureAwait(false);
            CheckCount(response, rows.Rows);
            await output.FlushAsync(token).ConfigureAwait(false);
            return new FetchedPage
            {
                Number = link.Number,
                File = name,
                Length = output.Length,
                Sum = output.Sum,
                Rows = rows.Rows,
                Received = rows.Received,
                Header = rows.Header,
            };
        }
    }

    // A proxy may have taken it away; what is there must be true.
    private static void CheckCount(HttpResponseMessage response, long rows)
    {
        if (long.TryParse(HeaderOf(response, CountHeader), NumberStyles.None, CultureInfo.InvariantCulture, out long told) && told != rows)
            throw new SfException(
                SfErrorCodes.InvalidResponse,
                FormattableString.Invariant($"A page of results has {rows} rows, but Salesforce says that it has {told}."))
            { MayPass = true };
    }

    private static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) && values.FirstOrDefault()?.Trim() is { Length: > 0 } value ? value : null;
}
