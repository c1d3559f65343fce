using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Describe;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the objects of the org, or describes some of them.</summary>
/// <remarks>
/// <para>
/// Without -Name, and for names with wildcards, this command lists objects with their labels, key prefixes, and what the
/// user may do with them (SfObject). This is one API call for all of them.
/// </para>
/// <para>
/// An object that you name exactly is described (SfObjectDescription), which is one API call. Fields, ChildRelationships
/// and RecordTypes have all that Salesforce says of it. Get-SfField lists the fields.
/// </para>
/// <para>
/// Lists and descriptions are kept in the session, for queries and tab completion too. After five minutes, Salesforce is
/// asked whether they have changed. -Force gets them again at once. Objects and fields that the user may not see are not
/// there.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfObject *Invoice*</code>
///   <para>Finds objects by their names.</para>
/// </example>
/// <example>
///   <code>$account = Get-SfObject Account
/// $account.ChildRelationships | Where-Object CascadeDelete</code>
///   <para>Shows which records are deleted with an account.</para>
/// </example>
/// <example>
///   <code>Get-SfObject | Where-Object { $_.Custom -and $_.Createable } |
///     Sort-Object Label</code>
///   <para>Lists the custom objects of which the user may create records.</para>
/// </example>
/// <seealso cref="GetSfFieldCommand"/>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsCommon.Get, "SfObject")]
[OutputType("SalesforceCC.SfObject", "SalesforceCC.SfObjectDescription")]
public sealed class GetSfObjectCommand : SchemaCmdlet
{
    /// <summary>
    /// Specifies the API names of objects. With wildcards, objects are listed. A name without wildcards is described.
    /// The default is a list of all objects.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        foreach (string name in Name)
        {
            if (WildcardPattern.ContainsWildcardCharacters(name))
                WriteObject(NamePattern.Match(this, name, await ListAsync(session), static o => o.Name, NotFound), enumerateCollection: true);
            else if (await TryDescribeAsync(session, name) is { } found)
                WriteObject(found.Facts);
        }
    }
}
