namespace SalesforceCC.Bulk;

/// <summary>How an org names the pages of a job.</summary>
internal static class PageLinks
{
    private const int FirstVersionWithLists = 58;

    /// <summary>As lists of pages where the org has them; they tell nothing of how many rows a page is to have.</summary>
    /// <exception cref="SfException">Any failure of the call.</exception>
    public static async Task<IPageLinks> OfAsync(BulkApi api, string job, ExportOrder order, ExportProgress progress, CancellationToken stop)
    {
        bool isListed = order.MaxRecords is null && Version.TryParse(api.Version, out Version? version) && version.Major >= FirstVersionWithLists
            && (progress.LinkCount == 0 || progress.NextList is not null || progress.HasAllLinks);
        if (isListed)
        {
            ResultPageLinks links = new(api, job, progress);
            if (await links.TryFirstAsync(stop).ConfigureAwait(false))
                return links;
        }

        return new LocatorLinks(progress, order.MaxRecords);
    }
}
