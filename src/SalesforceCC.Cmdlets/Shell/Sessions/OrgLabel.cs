using System.Text.RegularExpressions;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>How an org is called where a user is asked whether to change it: by what its host tells, without a call.</summary>
internal static class OrgLabel
{
    // acme--dev.sandbox, acme-dev-ed.develop, x.scratch: no production org has a mark in its host.
    private static readonly Regex s_production = new(
        @"^(?!.*--)[a-z0-9-]+(?<!-dev-ed)\.my\.salesforce(?:\.mil)?\.(?:com|mil)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The host; and that it is of production, where it is.</summary>
    public static string Of(SfSession session) =>
        s_production.IsMatch(session.InstanceUrl.Host)
            ? $"the production org {session.InstanceUrl.Host}"
            : session.InstanceUrl.Authority;
}
