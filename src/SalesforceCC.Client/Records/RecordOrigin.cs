namespace SalesforceCC.Records;

/// <summary>The org that rows came from. One for all rows of a query, so that it costs a row nothing.</summary>
/// <param name="OrganizationId">18-character id of the org; null where the session does not know it.</param>
/// <param name="InstanceUrl">The origin that answered.</param>
internal sealed record RecordOrigin(string? OrganizationId, Uri InstanceUrl)
{
    /// <summary>The org of a session. The session itself is not held: rows may outlive it.</summary>
    public static RecordOrigin Of(SfSession session) => new(session.OrganizationId, session.InstanceUrl);

    /// <summary>Whether a session is connected to the org: by its id, or where one is not known, by its instance.</summary>
    public bool IsOrgOf(SfSession session) =>
        OrganizationId is { } here && session.OrganizationId is { } there ? here == there : InstanceUrl == session.InstanceUrl;
}
