using SalesforceCC.Http;
using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>Fetches the rest of subqueries that are longer than a page, so that each row is handed out whole.</summary>
internal sealed class ChildPages(
    SfSession session, DescribeFieldTypes? types, RecordOrigin origin, IReadOnlyList<KeyValuePair<string, string>> headers)
{
    /// <summary>Completes the rows of a page, and their child rows in turn.</summary>
    public async Task FillAsync(RecordPage page, CancellationToken stop)
    {
        foreach (IncompleteChildren children in page.IncompleteChildren)
        {
            PageReader reader = new(types, children.Selection, origin);
            List<SfRecord> others = [];
            Uri? url = Origin.Resolve(session.InstanceUrl, children.NextRecordsUrl);
            LinkTrail trail = new(url);
            while (url is not null)
            {
                RecordPage more = await session.SendAsync(
                    new ApiRequest { Method = HttpMethod.Get, Url = url, Headers = headers },
                    (_, body, token) => CursorPage.ReadOnceAsync(() => reader.ReadAsync(body, null, token)),
                    stop).ConfigureAwait(false);
                await FillAsync(more, stop).ConfigureAwait(false);
                others.AddRange(more);
                page.DescribeFailures = [.. page.DescribeFailures, .. more.DescribeFailures];
                url = more.Done ? null : trail.Follow(
                    session.InstanceUrl,
                    more.NextRecordsUrl ?? throw CursorPage.Refused("A page of child rows says that there are more, but not where."));
            }

            children.Append(others);
        }
    }
}
