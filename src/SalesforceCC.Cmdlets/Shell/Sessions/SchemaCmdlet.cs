using System.Management.Automation;
using System.Text.RegularExpressions;
using SalesforceCC.Describe;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A cmdlet that shows what objects an org has.</summary>
public abstract class SchemaCmdlet : SessionCmdlet
{
    private static readonly Regex s_name = new(@"^[A-Za-z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant);

    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Uses the Tooling API, which has the objects of the org's metadata, such as ApexClass.</summary>
    [Parameter]
    public SwitchParameter Tooling { get; set; }

    /// <summary>Gets everything from Salesforce, also if the session has it already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The list of objects.</summary>
    private protected Task<SfObject[]> ListAsync(SfSession session) => GetAsync(Schema(session).Objects, "");

    /// <summary>An object; null where there is none, which is an error of that name.</summary>
    private protected async Task<ObjectDescription?> TryDescribeAsync(SfSession session, string name)
    {
        try
        {
            return s_name.IsMatch(name)
                ? await GetAsync(Schema(session)[name], name)
                : throw new SfException(SfErrorCodes.InvalidParameter, $"'{name}' is not the API name of an object.");
        }
        catch (SfException e)
        {
            WriteError(ErrorRecords.From(e.Code == "NOT_FOUND" ? e.WithMessage(NotFound(name).Message) : e, name));
            return null;
        }
    }

    private protected static SfException NotFound(string name) =>
        new("NOT_FOUND", $"The org has no object '{name}', or the user may not see it.");

    private OrgSchema Schema(SfSession session) => Tooling ? session.ToolingSchema : session.Schema;

    // Once is enough for what the same call names several times.
    private Task<T> GetAsync<T>(Described<T> described, string name)
        where T : class =>
        Force && _seen.Add(name) ? described.RefreshAsync(StopToken) : described.GetAsync(OrgSchema.ShownAge, StopToken);
}
