using System.Collections;
using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Query;
using SalesforceCC.Trees;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Copies related records from one org to another, for example to seed a sandbox.</summary>
/// <remarks>
/// <para>
/// Runs one or more queries in the org of -Session, and creates their records in the org of -TargetSession: the rows, the
/// records of subqueries, and parents of which the query has fields. The records are related to each other as in the source
/// org. They are created as by Import-SfTree: everything is checked first, each record is created after those that it refers
/// to, and lookups that form a ring are set at the end.
/// </para>
/// <para>
/// A lookup to a record that is not copied is left out with a warning, unless it must have a value, which is an error. The
/// exceptions are owners, which are those of the target org; record types, which are found by their API names; and parents
/// of which the query has a single field by which they can be found, such as an external ID: they are not copied, but found
/// in the target org. Formulas, audit fields, IDs and files are not copied; -Verbose lists what is left out.
/// </para>
/// <para>
/// With -ExternalIdField, records are found in the target org by that field, and changed if they exist. Records without a
/// value for it are created. With -IdMapPath, the IDs in both orgs are written to a file as they arrive. Later runs with the
/// same file do not create these records again, and resolve lookups to them.
/// </para>
/// <para>
/// You are asked for confirmation, which names the target org and whether it is a production org. Use -Confirm:$false in
/// scripts. -WhatIf returns the steps.
/// </para>
/// </remarks>
/// <example>
///   <code>$soql = 'SELECT Name, (SELECT LastName, Email FROM Contacts) FROM Account'
/// $target = Get-SfSession | Select-Object -First 1
/// Copy-SfRecord $soql -TargetSession $target -WhatIf</code>
///   <para>Shows the steps of a copy of accounts with their contacts.</para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT External_Id__c, Total__c, Account__r.Name
///     FROM Invoice__c LIMIT 10'
/// $target = Get-SfSession | Select-Object -First 1
/// $copy = @{ TargetSession = $target; ExternalIdField = 'External_Id__c' }
/// Copy-SfRecord $soql @copy -IdMapPath ids.json -WhatIf</code>
///   <para>
///   Shows the steps of a copy of ten invoices with their accounts. Invoices that exist in the target org are changed, and
///   accounts are created only once, however often the command runs.
///   </para>
/// </example>
/// <seealso cref="ExportSfTreeCommand"/>
/// <seealso cref="ImportSfTreeCommand"/>
[Cmdlet(VerbsCommon.Copy, "SfRecord", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SfTreeResult), typeof(SfTreeStep))]
public sealed class CopySfRecordCommand : TreeImportCmdlet
{
    private readonly List<string> _queries = [];

    /// <summary>
    /// Specifies the SOQL texts. :name, outside quotes, is a placeholder for a value in -Parameters. Use single quotes around
    /// the text, so that PowerShell does not expand $.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(QueryCompleter))]
    public string[] Query { get; set; } = [];

    /// <summary>Specifies the session of the org to copy to, as an object or by its name in this runspace.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SfSession TargetSession { get; set; } = null!;

    /// <summary>Specifies the values of the placeholders by name, as in Invoke-SfQuery, for all queries.</summary>
    [Parameter]
    public IDictionary? Parameters { get; set; }

    /// <summary>
    /// Specifies fields by which records are found in the target org: external IDs, or other fields with idLookup, such as
    /// Email of Contact. A name such as External_Id__c applies to every object that has the field, and Contact.Email to one
    /// object. The queries must contain the fields.
    /// </summary>
    [Parameter]
    [ValidatePattern(@"^([A-Za-z][A-Za-z0-9_]*\.)?[A-Za-z][A-Za-z0-9_]*\z")]
    public string[] ExternalIdField { get; set; } = [];

    private protected override string Action => "Copy";

    /// <inheritdoc/>
    protected override object? TargetOfErrors => _queries.Count == 1 ? _queries[0] : _queries.ToArray();

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session)
    {
        _queries.AddRange(Query);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(SfSession session)
    {
        if (_queries.Count == 0)
            return;
        if (TargetSession.IsClosed)
            throw new SfException(SfErrorCodes.SessionClosed, $"The session '{TargetSession.Name}' was disconnected.");
        await CopyAsync(session);
    }

    private async Task CopyAsync(SfSession session)
    {
        IdMap map = OpenMap(TargetSession);
        IDictionary? parameters = Outside(() => PsValues.UnwrapTable(Parameters, "-Parameters"));
        QueriedRecords source = new(session);
        foreach (string query in _queries)
            await source.ReadAsync(await session.BindAsync(query, parameters, new QuerySettings(), StopToken), StopToken);

        TreeProblems problems = new();
        TreeNotes notes = new();
        TreeCopy copy = new(source, session, new TreeSchema(TargetSession), map, ExternalIdField, problems, notes);
        IReadOnlyList<TreeRecord> records = await copy.MakeAsync(StopToken);
        foreach ((string text, bool isWarning) in notes.All)
        {
            if (isWarning)
                WriteWarning(text);
            else
                WriteVerbose(text);
        }

        if (records.Count == 0)
            WriteVerbose("The queries returned no records.");
        if (!WriteProblems(problems) && records.Count > 0)
            await SaveAsync(TargetSession, records, map, await LabelAsync());
    }

    // Only the org itself knows for sure: a My Domain host may have any name.
    private async Task<string> LabelAsync()
    {
        TargetOrg org = await TargetOrg.OfAsync(TargetSession, StopToken);
        string host = TargetSession.InstanceUrl.Authority;
        string facts = string.Join(", ", new[] { org.Name, org.Edition }.Where(static f => !string.IsNullOrEmpty(f)));
        return org.IsSandbox switch
        {
            true => $"the sandbox {host} ({facts})",
            false => $"the production org {host} ({facts})",
            null => $"{host}, which does not say whether it is a production org,",
        };
    }
}
