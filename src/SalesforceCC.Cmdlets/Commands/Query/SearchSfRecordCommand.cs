using System.Collections;
using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Data;
using SalesforceCC.Records;
using SalesforceCC.Search;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Searches the text of records, with SOSL or by words.</summary>
/// <remarks>
/// <para>
/// Records are returned as the typed objects that Invoke-SfQuery returns, of one object or several. With -Query, you
/// write SOSL, and pass values as -Parameters: :name within the braces is a text to search for, and all characters that
/// SOSL reserves are escaped; elsewhere it is a SOQL value. With -Text, you need no SOSL.
/// </para>
/// <para>
/// Salesforce returns up to 2,000 records, and of one object without WHERE, ORDER BY or LIMIT up to 250. It does not say
/// if there are more, so a warning is written if as many were found. To get all records, use Invoke-SfQuery with LIKE.
/// </para>
/// <para>
/// Text is found by whole words. * and ? are wildcards within words and at their end. Text that Salesforce would cut
/// without an error is rejected before it is sent: more than 4,000 characters, words that begin with a wildcard, and text
/// without a word of two characters.
/// </para>
/// </remarks>
/// <example>
///   <code>$sosl = 'FIND {:name} RETURNING Account(Name), Contact(Name, Email)'
/// Search-SfRecord $sosl @{ name = 'Marie-Pier (Paris)' }</code>
///   <para>Searches accounts and contacts for a text with reserved characters.</para>
/// </example>
/// <example>
///   <code>$sosl = 'FIND {:name*} IN NAME FIELDS
///     RETURNING Account(Name WHERE Industry IN :list ORDER BY Name LIMIT 5)'
/// Search-SfRecord $sosl @{ name = 'Acm'; list = 'Energy', 'Banking' }</code>
///   <para>Searches the beginning of a word, and filters what is found.</para>
/// </example>
/// <example>
///   <code>Search-SfRecord -Text acme -Type Account, Contact -Field Name, Phone</code>
///   <para>Searches without SOSL.</para>
/// </example>
/// <example>
///   <code>Search-SfRecord -Text it@acme.example -In Email -Type Lead -Field Status |
///     Remove-SfRecord -WhatIf</code>
///   <para>Finds leads by their email address, and shows which would be deleted.</para>
/// </example>
/// <seealso cref="InvokeSfQueryCommand"/>
/// <seealso cref="GetSfRecordCommand"/>
[Cmdlet(VerbsCommon.Search, "SfRecord", DefaultParameterSetName = BySosl)]
[OutputType("SalesforceCC.SfRecord")]
public sealed class SearchSfRecordCommand : SessionCmdlet
{
    private const string BySosl = "Query";
    private const string ByText = "Text";

    /// <summary>
    /// Specifies the SOSL text, such as FIND {:text} RETURNING Account(Name). :name is a placeholder for a value in
    /// -Parameters. Use single quotes around the text, so that PowerShell does not expand $.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = BySosl)]
    [ValidateNotNullOrEmpty]
    public string Query { get; set; } = "";

    /// <summary>
    /// Specifies the values of the placeholders by name. Within the braces of FIND, a value is a text, and is found as it
    /// is: its * and ? are no wildcards, and its and, or and not are words. Elsewhere, and in -Where, values are used as
    /// with Invoke-SfQuery.
    /// </summary>
    [Parameter(Position = 1)]
    public IDictionary? Parameters { get; set; }

    /// <summary>
    /// Specifies the words to search for. All of them must be found. * and ? are wildcards; all other characters are
    /// found as they are.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByText)]
    [ValidateNotNullOrEmpty]
    public string Text { get; set; } = "";

    /// <summary>
    /// Specifies the API names of the objects to search. Without it, all objects are searched, and only IDs are returned.
    /// </summary>
    [Parameter(ParameterSetName = ByText)]
    [ValidateNotNullOrEmpty]
    [ValidatePattern(@"^[A-Za-z][A-Za-z0-9_]*\z")]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    public string[] Type { get; set; } = [];

    /// <summary>
    /// Specifies the fields to return, which each object in -Type must have. The default is the ID only; it is always
    /// included.
    /// </summary>
    [Parameter(ParameterSetName = ByText)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldCompleter))]
    public string[] Field { get; set; } = [];

    /// <summary>Specifies the fields to search: All, Name, Email, Phone or Sidebar. The default is All.</summary>
    [Parameter(ParameterSetName = ByText)]
    [ValidateSet("All", "Name", "Email", "Phone", "Sidebar")]
    public string In { get; set; } = "All";

    /// <summary>
    /// Specifies a condition in SOQL that the records must meet, such as Industry = :industry, with values in -Parameters.
    /// </summary>
    [Parameter(ParameterSetName = ByText)]
    [ValidateNotNullOrEmpty]
    public string? Where { get; set; }

    /// <summary>Specifies the order of the records of each object, as in SOQL: Name DESC.</summary>
    [Parameter(ParameterSetName = ByText)]
    [ValidateNotNullOrEmpty]
    public string? OrderBy { get; set; }

    /// <summary>Specifies the maximum number of records of each object, from 1 to 2,000.</summary>
    [Parameter(ParameterSetName = ByText)]
    [ValidateRange(1, 2_000)]
    public int Limit { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => ParameterSetName == BySosl ? Query : Text;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        IDictionary? values = Outside(() => PsValues.UnwrapTable(Parameters, "-Parameters"));
        SearchResult result = ParameterSetName == BySosl
            ? await session.SearchAsync(SoslStatement.Of(Query).Bind(values), StopToken)
            : await session.SearchAsync(await WordsAsync(session, values), StopToken);
        DescribeWarnings warnings = new(this);
        foreach (DescribeFailure failure in result.DescribeFailures)
            warnings.Write(failure);
        foreach ((string name, int count) in result.Cut)
            WriteWarning(FormattableString.Invariant($"{count} records of {name} were found, the most that Salesforce returns of an object without WHERE, ORDER BY or LIMIT. There may be more."));
        if (result.IsCut)
            WriteWarning(FormattableString.Invariant($"{result.Rows.Count} records were found, the most that Salesforce returns. There may be more."));
        WriteEach(result.Rows);
    }

    private async Task<SearchParameters> WordsAsync(SfSession session, IDictionary? values)
    {
        if (Type.Length == 0 && (Field.Length > 0 || Where is not null || OrderBy is not null || Limit > 0))
            throw new SfException(SfErrorCodes.InvalidParameter, "-Field, -Where, -OrderBy and -Limit need the objects as -Type.");
        if (Field.FirstOrDefault(static f => f is null or "*" || !FieldList.IsName(f)) is { } wrong)
            throw new SfException(SfErrorCodes.InvalidParameter, $"'{wrong}' is not the API name of a field.");
        return new SearchParameters(Text)
        {
            Scope = In.ToUpperInvariant(),
            Types = Type,
            Fields = [.. Field.Prepend("Id").Distinct(StringComparer.OrdinalIgnoreCase)],
            Where = await SearchParameters.BindAsync(session, Where, values, Type, StopToken),
            OrderBy = OrderBy,
            Limit = Limit > 0 ? Limit : null,
        };
    }
}
