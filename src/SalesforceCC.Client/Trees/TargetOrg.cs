using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Trees;

/// <summary>What an org says of itself, for whoever is asked whether to change it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Edition">Its edition.</param>
/// <param name="IsSandbox">Whether it is a sandbox or a scratch org; null where it does not say.</param>
internal sealed record TargetOrg(string? Name, string? Edition, bool? IsSandbox)
{
    /// <summary>Asks an org. One API call.</summary>
    public static async Task<TargetOrg> OfAsync(SfSession session, CancellationToken stop)
    {
        try
        {
            await foreach (RecordPage page in session.QueryPages("SELECT Name, OrganizationType, IsSandbox FROM Organization", new QuerySettings { Raw = true }, stop).ConfigureAwait(false))
                foreach (SfRecord row in page)
                    return new(row.GetValue("Name") as string, row.GetValue("OrganizationType") as string, row.GetValue("IsSandbox") as bool?);
        }
        catch (SfException e) when ((int?)e.StatusCode is 400 or 403 or 404)
        {
            // The user may not see it.
        }

        return new(null, null, null);
    }
}
