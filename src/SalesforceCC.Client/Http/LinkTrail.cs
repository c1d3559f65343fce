namespace SalesforceCC.Http;

/// <summary>The links that were followed from one page to the next, so that a circle of them ends.</summary>
internal sealed class LinkTrail
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <param name="first">Where it begins.</param>
    public LinkTrail(Uri first) => _seen.Add(first.AbsoluteUri);

    /// <summary>The absolute URL of a link that the server sent, which was not followed before.</summary>
    /// <exception cref="SfException">
    /// INVALID_RESPONSE: it leads back. FOREIGN_ORIGIN: it leads away. Neither is tried again: a server that keeps count
    /// of what it has handed out may have another answer then, with other rows.
    /// </exception>
    public Uri Follow(Uri instance, string link)
    {
        Uri next = Origin.Resolve(instance, link);
        return _seen.Add(next.AbsoluteUri)
            ? next
            : throw new SfException(SfErrorCodes.InvalidResponse, $"A page names one before it, or itself, as the next: {next.AbsolutePath}.") { Final = true };
    }
}
