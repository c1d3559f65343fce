namespace SalesforceCC.Bulk;

/// <summary>Tells where the pages of a job are, one after the other.</summary>
internal interface IPageLinks
{
    /// <summary>The next page; null: there is none. Not called again before it has ended.</summary>
    Task<PageLink?> NextAsync(CancellationToken stop);

    /// <summary>A page is beginning to arrive, which says where the one after it is; null: it is the last one.</summary>
    void Tell(PageLink page, string? locator);
}
