using System.Management.Automation;
using SalesforceCC.Data;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A cmdlet that writes the values of records, new ones or such as there are.</summary>
public abstract class RecordSaveCmdlet : RecordWriteCmdlet
{
    /// <summary>
    /// Specifies the API name of the object, such as Account or Invoice__c. Rows of Invoke-SfQuery have it already.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    public string? Type { get; set; }

    /// <summary>
    /// Saves records although a duplicate rule finds similar ones, if the rule allows it.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowDuplicate { get; set; }

    /// <summary>
    /// Does not apply the org's assignment rules, which can choose the owner of leads, cases and accounts. By default,
    /// Salesforce applies the active rule.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipAssignmentRules { get; set; }

    private protected override WriteSettings Settings =>
        base.Settings with { AllowDuplicate = AllowDuplicate, SkipAssignmentRules = SkipAssignmentRules };

    private protected override string? ObjectName => Type;
}
