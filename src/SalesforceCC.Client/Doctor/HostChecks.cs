using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using SalesforceCC.Auth;
using SalesforceCC.Http;
using SalesforceCC.Org;

namespace SalesforceCC.Doctor;

/// <summary>The way to the org: its name, DNS, and whether Salesforce answers there.</summary>
internal static class HostChecks
{
    // Government Cloud ends in salesforce.mil.
    private static readonly Regex s_myDomain = new(@"\.my\.salesforce\.[a-z]+$", RegexOptions.CultureInvariant);

    public static async Task<Finding> NameAsync(Checkup checkup, CancellationToken stop)
    {
        string? text = checkup.Given?.Domain.Authority ?? checkup.Options.Domain;
        string where = checkup.Given is null ? "" : ", of the session";
        if (text is null)
        {
            try
            {
                text = (await checkup.CredentialAsync(stop).ConfigureAwait(false)).Domain;
                where = ", which is kept beside the secret";
            }
            catch (SfException)
            {
                checkup.NoHost = "There is not a host name: it is kept beside the secret, which could not be read.";
                return Finding.Skipped(checkup.NoHost);
            }
        }

        try
        {
            checkup.Domain = checkup.Given?.Domain ?? checkup.Options.Validate(text);
        }
        catch (SfException e) when (e.Code != SfErrorCodes.CertificateCheckRequired)
        {
            checkup.NoHost = "The host name cannot be used.";
            return checkup.Fail(e);
        }

        string host = checkup.Domain.Authority;
        string detail = string.Equals(text, host, StringComparison.OrdinalIgnoreCase) ? $"{host}{where}" : $"'{text}' means {host}{where}";
        return checkup.Domain.IsLoopback || s_myDomain.IsMatch(checkup.Domain.Host)
            ? Finding.Pass($"{detail}.")
            : Finding.Warn($"{detail}, which has not the form of a My Domain, acme.my.salesforce.com.", "Setup, My Domain: Current My Domain URL.");
    }

    public static async Task<Finding> DnsAsync(Checkup checkup, CancellationToken stop)
    {
        if (checkup.NoHost is { } reason)
            return Finding.Skipped(reason);
        string host = checkup.Domain!.IdnHost;
        if (IPAddress.TryParse(host.Trim('[', ']'), out _))
            return Finding.Skipped($"{host} is an address, not a name.");
        if (ProxyChoice.NameFor(checkup.Options.ToRoadOptions(), checkup.Domain) is { } proxy)
            return Finding.Skipped($"The proxy {proxy} looks the name up.");
        try
        {
            IPAddress[] addresses = await HttpShim.LookUpAsync(host, stop).ConfigureAwait(false);
            if (addresses.Length > 0)
                return Finding.Pass($"{host} is {string.Join(", ", addresses.Take(3).Select(static a => a.ToString()))}{(addresses.Length > 3 ? ", ..." : "")}.");
        }
        catch (System.Net.Sockets.SocketException)
        {
            // The name is not known, or the name server does not answer: told below.
        }

        checkup.NoHost = "The host name is not known to DNS.";
        return checkup.Fail(new SfException(SfErrorCodes.HostNotFound, $"The host {host} is not known."));
    }

    /// <summary>Asks for the list of versions, which is free, needs no token, and is there on each org's host.</summary>
    public static async Task<Finding> MyDomainAsync(Checkup checkup, CancellationToken stop)
    {
        if (checkup.NoHost is { } reason)
            return Finding.Skipped(reason);
        Uri url = new(checkup.Domain!, "/services/data");
        using Road road = Road.Open(checkup.Options.ToRoadOptions());
        try
        {
            checkup.Versions = await road.SendAsync(
                ApiRequest.Get(url),
                async (response, body, token) =>
                {
                    checkup.ClockSkew = response.Headers.Date - checkup.Options.Clock.GetUtcNow();
                    IReadOnlyList<SfApiVersion> versions = OrgInfo.ReadVersions(await Body.ReadAsync(body, 1 << 20, token).ConfigureAwait(false));
                    return versions.Count > 0 ? versions : throw new SfException(SfErrorCodes.InvalidResponse, "The list of versions is empty.");
                },
                stop).ConfigureAwait(false);
            return Finding.Pass($"{checkup.Domain!.Host} answers as an org of Salesforce does.");
        }
        catch (SfException e) when (e.Response is { IsJson: true } && (int)e.Response.StatusCode >= 400 && !e.Code.StartsWith("HTTP_", StringComparison.Ordinal))
        {
            // A refusal in Salesforce's own form is an answer of Salesforce.
            if (e.Response.Headers.TryGetValue("Date", out IReadOnlyList<string>? dates)
                && DateTimeOffset.TryParse(dates[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
                checkup.ClockSkew = date - checkup.Options.Clock.GetUtcNow();
            return Finding.Pass($"{checkup.Domain!.Host} answers as Salesforce does, though without its list of versions: {Checkup.Text(e)}");
        }
        catch (SfException e)
        {
            return NotSalesforce(checkup, e);
        }
    }

    private static Finding NotSalesforce(Checkup checkup, SfException e)
    {
        // The secret is not sent to somebody who is not known to be Salesforce, and the time is not taken from there.
        checkup.ClockSkew = null;
        checkup.NoHost = $"{checkup.Domain!.Host} did not answer as Salesforce does.";
        return checkup.Fail(e);
    }
}
