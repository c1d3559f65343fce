namespace SalesforceCC.Http;

/// <summary>Keeps requests that carry a token on the instance.</summary>
internal static class Origin
{
    /// <summary>Throws where a URL does not have the instance's scheme, host and port.</summary>
    /// <exception cref="SfException">FOREIGN_ORIGIN.</exception>
    public static void Require(Uri instance, Uri url)
    {
        if (!Same(instance, url))
            throw new SfException(
                SfErrorCodes.ForeignOrigin,
                $"{url.Scheme}://{url.Authority} is not the session's instance {instance.Scheme}://{instance.Authority}; the access token is not sent there.");
    }

    /// <summary>Same scheme, host and port, and no user name smuggled in.</summary>
    public static bool Same(Uri instance, Uri url) =>
        url.IsAbsoluteUri
        && url.Scheme == instance.Scheme
        && url.Port == instance.Port
        && string.Equals(url.IdnHost, instance.IdnHost, StringComparison.OrdinalIgnoreCase)
        && url.UserInfo.Length == 0;

    /// <summary>
    /// The absolute URL of a link that Salesforce sent (<c>nextRecordsUrl</c>, <c>Location</c>): a path, or a URL on the
    /// instance.
    /// </summary>
    public static Uri Resolve(Uri instance, string link)
    {
        if (!Uri.TryCreate(instance, link, out Uri? url))
            throw new SfException(SfErrorCodes.InvalidResponse, "Salesforce sent a link that is not a URL.") { Final = true };
        Require(instance, url);
        return url;
    }
}
