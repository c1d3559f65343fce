using SalesforceCC.Rest;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Warns of what a response with a status of success says of failures: nobody looks for them there.</summary>
internal static class SilentFailureWarning
{
    /// <summary>Warns once, if there is something to warn of.</summary>
    /// <param name="cmdlet">Writes it.</param>
    /// <param name="failures">What was found; null: nothing.</param>
    public static void Write(AsyncPSCmdlet cmdlet, SilentFailures? failures)
    {
        if (failures is not null)
            cmdlet.WriteWarning(FormattableString.Invariant(
                $"Salesforce responded with a status of success, but {failures.Failed} of {failures.Total} {(failures.Total == 1 ? "part" : "parts")} failed. The first error: {failures.First}"));
    }

    /// <summary>What several responses of one command say together; null: nothing.</summary>
    public static SilentFailures? Sum(IEnumerable<SilentFailures?> all)
    {
        SilentFailures[] found = [.. all.OfType<SilentFailures>()];
        return found.Length == 0 ? null : new SilentFailures(found.Sum(static f => f.Failed), found.Sum(static f => f.Total), found[0].First);
    }
}
