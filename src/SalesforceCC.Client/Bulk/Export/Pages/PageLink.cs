using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>Where a page of results is.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Rest">The URL behind that of the job: <c>/results?locator=...</c>.</param>
internal sealed record PageLink(int Number, string Rest)
{
    /// <summary>
    /// What a link that Salesforce sent has behind the job. It is a full path, or begins with <c>/jobs/query</c>; either way
    /// it is asked for in the version that the job was made with.
    /// </summary>
    /// <exception cref="SfException">FOREIGN_ORIGIN; INVALID_RESPONSE: it is no link to this job.</exception>
    public static string RestOf(string link, SfSession session, string job)
    {
        const string Jobs = "/jobs/query/";
        string path = Origin.Resolve(session.InstanceUrl, link).PathAndQuery;
        int start = path.IndexOf(Jobs, StringComparison.OrdinalIgnoreCase);
        int end = start < 0 ? -1 : path.IndexOf('/', start + Jobs.Length);
        return end >= 0 && string.CompareOrdinal(path, start + Jobs.Length, job, 0, 15) == 0
            ? path.Substring(end)
            : throw new SfException(SfErrorCodes.InvalidResponse, "Salesforce sent a link that does not lead to results of the job.") { Final = true };
    }
}
