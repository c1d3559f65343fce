namespace SalesforceCC.Events;

/// <summary>
/// Where the Pub/Sub API of an org is. It is one for all orgs and not on their instances, so that the access token goes to a
/// second origin here, and to no third: a host of Salesforce, or this machine itself.
/// </summary>
internal static class PubSubEndpoint
{
    private const string Salesforce = ".salesforce.com";

    /// <summary>That of all orgs.</summary>
    public static Uri Global { get; } = new("https://api.pubsub.salesforce.com:7443");

    /// <summary>The one that was given; else that of all orgs, or for an org on this machine the org itself.</summary>
    /// <param name="given">What the user wants; null: the usual one.</param>
    /// <param name="instance">The session's instance.</param>
    /// <exception cref="SfException">FOREIGN_ORIGIN, PLAIN_HTTP_REFUSED, INVALID_PARAMETER.</exception>
    public static Uri Choose(Uri? given, Uri instance)
    {
        if (given is not null)
            return Require(given);
        if (!instance.IsLoopback)
            return Global;

        // HTTP/1.1 and HTTP/2 have a port each where there is no TLS to agree on one of them.
        return instance.Scheme == Uri.UriSchemeHttps
            ? OriginOf(instance)
            : throw new SfException(
                SfErrorCodes.InvalidParameter,
                $"The org {instance.GetLeftPart(UriPartial.Authority)} is on this machine and speaks plain HTTP, so that the port of its Pub/Sub API is not known.");
    }

    private static Uri Require(Uri given)
    {
        if (!given.IsAbsoluteUri || given.Scheme is not ("https" or "http") || given.Host.Length == 0)
            throw new SfException(SfErrorCodes.InvalidParameter, $"'{given.OriginalString}' is not the URL of a Pub/Sub API.");
        if (given.UserInfo.Length > 0 || given.PathAndQuery != "/" || given.Fragment.Length > 0)
            throw new SfException(
                SfErrorCodes.InvalidParameter, $"The URL of a Pub/Sub API at {given.IdnHost} has a scheme, a host and a port, and nothing else.");
        if (given.IsLoopback)
            return OriginOf(given);
        if (!given.IdnHost.EndsWith(Salesforce, StringComparison.OrdinalIgnoreCase))
            throw new SfException(
                SfErrorCodes.ForeignOrigin,
                $"{given.IdnHost} is not a host of Salesforce's Pub/Sub API, whose names end in {Salesforce}; the access token is not sent there.");
        return given.Scheme == Uri.UriSchemeHttps
            ? OriginOf(given)
            : throw new SfException(SfErrorCodes.PlainHttpRefused, $"The Pub/Sub API at {given.IdnHost} is spoken to by https only.");
    }

    private static Uri OriginOf(Uri url) => new(url.GetLeftPart(UriPartial.Authority));
}
