using System.Collections;
using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.GraphQL;
using SalesforceCC.Http;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Runs a GraphQL query or mutation, and returns the records as objects.</summary>
/// <remarks>
/// <para>
/// Salesforce's GraphQL has the objects of the User Interface API: records with their parents and children in one call,
/// aggregates, and mutations, which create, update and delete records.
/// </para>
/// <para>
/// A record is an object with one property for each field that the query selects, under its alias if it has one. The value
/// of the property is the value of the field, a parent is an object, and child records are an array: there are no edges and
/// nodes. If the query asks for one object, its records are returned one by one, with the type name of the object, such as
/// Salesforce.Account. If it asks for several, one object is returned that has an array for each. With -Raw, the data is
/// returned as Salesforce sent it, with value and displayValue.
/// </para>
/// <para>
/// To get all pages, declare a variable and use it as the argument after, as in the examples, and select
/// pageInfo { hasNextPage endCursor }. The command then follows hasNextPage to the end, with one API call for each page.
/// Exactly one connection can be paged. Without upperBound, Salesforce returns no more than 4,000 rows. If this limit is
/// reached, or if there are rows that were not asked for, a warning is written.
/// </para>
/// <para>
/// CreatedDate and similar fields are dates. Other dates and times are text, unless the session knows the fields of the
/// object, because another command has described it: Get-SfField Opportunity is one API call, and dates of opportunities
/// are typed from then on.
/// </para>
/// <para>
/// Errors in the response are written as errors, and the data beside them is still returned. The ID of such an error is its
/// type, such as ValidationError. An error in a later page ends the command.
/// </para>
/// <para>-WhatIf and -Confirm apply to mutations. A mutation saves all or nothing, unless it says otherwise.</para>
/// </remarks>
/// <example>
///   <code>Invoke-SfGraphQL '{ uiapi { query { Account(first: 5) {
///   edges { node { Id Name { value } Owner { Name { value } } } } } } } }'</code>
///   <para>Gets five accounts, as objects with Id, Name and Owner.</para>
/// </example>
/// <example>
///   <code>$query = 'query ($after: String, $name: Picklist) { uiapi { query {
///   Account(first: 2000, after: $after, upperBound: 50000,
///       where: { Industry: { eq: $name } }) {
///     edges { node { Id Name { value } } }
///     pageInfo { hasNextPage endCursor } } } } }'
/// Invoke-SfGraphQL $query @{ name = 'Energy' } | Export-Csv energy.csv</code>
///   <para>Gets all pages, because after is the variable $after.</para>
/// </example>
/// <example>
///   <code>Invoke-SfGraphQL '{ uiapi { aggregate {
///   Opportunity(groupBy: { StageName: { group: true } }) {
///     edges { node { aggregate {
///       StageName { value } Amount { sum { value } } } } } } } } }' |
///     ForEach-Object { "$($_.StageName): $($_.Amount.sum)" }</code>
///   <para>Sums amounts by stage.</para>
/// </example>
/// <example>
///   <code>$mutation = 'mutation ($input: AccountCreateInput!) { uiapi {
///   AccountCreate(input: $input) { Record { Id Name { value } } } } }'
/// $account = @{ Name = 'Initech' }
/// Invoke-SfGraphQL $mutation @{ input = @{ Account = $account } }</code>
///   <para>Creates an account and returns it.</para>
/// </example>
/// <seealso cref="InvokeSfQueryCommand"/>
/// <seealso cref="InvokeSfRestCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "SfGraphQL", DefaultParameterSetName = "Query", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class InvokeSfGraphQLCommand : SessionCmdlet
{
    private bool _wrotePage;

    /// <summary>
    /// Specifies the query or mutation. Use single quotes around it, so that PowerShell does not expand $.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Query")]
    [ValidateNotNullOrEmpty]
    public string Query { get; set; } = "";

    /// <summary>Specifies a file with the query or mutation, in UTF-8.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>
    /// Specifies values for the variables that the query declares, by name and without $. Hashtables and objects are sent
    /// as input objects. Dates are written as Salesforce expects them.
    /// </summary>
    [Parameter(Position = 1)]
    public IDictionary? Variables { get; set; }

    /// <summary>Specifies which operation to run, if the text has several with names.</summary>
    [Parameter]
    public string? OperationName { get; set; }

    /// <summary>
    /// Returns the data as Salesforce sent it: with value and displayValue, edges and nodes, pageInfo and totalCount. There
    /// is one object for each page.
    /// </summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => ParameterSetName == "Path" ? Path : Query;

    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => _wrotePage;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        _wrotePage = false;
        string query = ParameterSetName == "Path" ? Outside(ReadFile) : Query;
        GraphQlOutline? outline = GraphQlOutline.Of(query, OperationName);
        GraphQlPaging? paging = GraphQlPaging.Of(outline);
        Dictionary<string, object?> variables = Outside(ReadVariables);
        if (outline is { IsMutation: true } && !ShouldProcess(OrgLabel.Of(session), "GraphQL mutation"))
            return;
        GraphQlOutput output = new(this, session, outline, paging, Raw);
        for (bool more = true; more;)
        {
            GraphQlResponse response = await GraphQlCall.SendAsync(
                session, query, variables, OperationName, outline is { IsMutation: false }, StopToken);
            string? next = output.Write(response);
            more = next is not null;
            _wrotePage |= response.Data is not null;
            if (more)
                variables[paging!.Variable] = next;
        }

        output.Complete();
    }

    private string ReadFile()
    {
        string path = FullPath.Of(SessionState, Path, "-Path");
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SfException(SfErrorCodes.BodyNotRead, $"The query cannot be read: {ReadFailure.Why(path, e)}", e);
        }
    }

    private Dictionary<string, object?> ReadVariables() =>
        (PsValues.UnwrapTable(Variables, "-Variables") ?? new Hashtable()).Cast<DictionaryEntry>()
            .ToDictionary(static v => ((string)v.Key).TrimStart('$'), static v => (object?)v.Value, StringComparer.Ordinal);
}
