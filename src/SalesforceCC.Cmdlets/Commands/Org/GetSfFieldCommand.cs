using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Describe;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the fields of objects, with types, picklist values, formulas and references.</summary>
/// <remarks>
/// <para>
/// Returns an object (SfField) for each field, in Salesforce's order, with all that its describe says. Fields that the
/// user may not see are not there.
/// </para>
/// <para>
/// PicklistValues are the values of a picklist. For a dependent picklist, DependentValues has the values that can be
/// chosen for each value of the controlling field, and ValidFor of a value has the controlling values.
/// </para>
/// <para>
/// Each object is one API call, and is then kept in the session, for queries and tab completion too. After five minutes,
/// Salesforce is asked whether it has changed. -Force gets it again at once.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfField Account *Date*</code>
///   <para>Finds fields of an object by their names.</para>
/// </example>
/// <example>
///   <code>(Get-SfField Opportunity StageName).PicklistValues</code>
///   <para>Lists the values of a picklist with their labels.</para>
/// </example>
/// <example>
///   <code>Get-SfField Account | Where-Object { -not $_.Nillable -and
///     $_.Createable -and -not $_.DefaultedOnCreate }</code>
///   <para>Lists the fields that a new record must have.</para>
/// </example>
/// <example>
///   <code>Get-SfObject *__c | Get-SfField | Where-Object Calculated |
///     Select-Object ObjectName, Name, CalculatedFormula</code>
///   <para>Lists the formulas of all custom objects.</para>
/// </example>
/// <seealso cref="GetSfObjectCommand"/>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsCommon.Get, "SfField")]
[OutputType("SalesforceCC.SfField")]
public sealed class GetSfFieldCommand : SchemaCmdlet
{
    /// <summary>Specifies the API names of the objects. Objects of Get-SfObject can be piped.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    public string[] Type { get; set; } = [];

    /// <summary>
    /// Specifies the API names of fields. Wildcards are permitted. The default is all fields.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FieldCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        foreach (string type in Type)
        {
            if (await TryDescribeAsync(session, type) is not { } found)
                continue;
            foreach (string name in Name)
                WriteObject(NamePattern.Match(this, name, found.Fields, static f => f.Name, n => NotFound(found, n)), enumerateCollection: true);
        }
    }

    private static SfException NotFound(ObjectDescription found, string name) =>
        new("NOT_FOUND", $"{found.Name} has no field '{name}', or the user may not see it.");
}
