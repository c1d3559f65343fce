using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Composite;
using SalesforceCC.Rest;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Sends several requests in one API call, where later ones can use the results of earlier ones.</summary>
/// <remarks>
/// <para>
/// A request is a hashtable or an object with these members: Path (or Url), as in Invoke-SfRest; Method, by default GET,
/// and POST with a body; Query and Headers, as in Invoke-SfRest; Body, a hashtable, an object, or JSON; and ReferenceId,
/// the name by which later requests refer to the response. Requests without a ReferenceId get one: request1, request2,
/// and so on.
/// </para>
/// <para>
/// @{account.id} in a path, a query, or a body stands for the member id of the response to the request with the
/// ReferenceId account. For rows of a query, write @{found.records[0].Id}. Use single quotes, so that PowerShell does not
/// expand it. Upper and lower case count.
/// </para>
/// <para>
/// All requests are collected and checked first. If one is not right, nothing is sent. Salesforce carries the requests out
/// in their order. A composite request takes 25 requests, and among them 5 queries and collections of records. If there
/// are more, they are sent in several calls, one after the other: requests that refer to each other stay in one call. With
/// -Graph, a call takes 500 requests.
/// </para>
/// <para>
/// There is one object for each request, in the order of the input. It has ReferenceId, StatusCode, Headers, and Body with
/// the response, such as a record. Each request that failed also writes an error, with the request as TargetObject: first
/// those that are the cause, then those that were halted because of them (PROCESSING_HALTED). Halted is true for these.
/// </para>
/// <para>
/// A response to a collection of records has the status 200, also if some records were not saved. A warning tells how many,
/// and the first error.
/// </para>
/// <para>
/// If a call fails, it is repeated only if Salesforce certainly did not carry it out, or if its requests only read.
/// Transactions that met a locked row are repeated, because Salesforce has rolled them back.
/// </para>
/// </remarks>
/// <example>
///   <code>Invoke-SfComposite -AllOrNone {
///     @{ Path = 'sobjects/Account'; ReferenceId = 'account'
///        Body = @{ Name = 'Globex' } }
///     @{ Path = 'sobjects/Contact'
///        Body = @{ LastName = 'Smith'; AccountId = '@{account.id}' } }
/// }</code>
///   <para>Creates an account and a contact of it, or neither. The script block yields the requests.</para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT Id FROM Account LIMIT 1'
/// $parts = Invoke-SfComposite {
///     @{ Path = 'query'; Query = @{ q = $soql }; ReferenceId = 'found' }
///     @{ Path = 'sobjects/Account/@{found.records[0].Id}' }
/// }
/// $parts[1].Body.Name</code>
///   <para>Uses a row of a query in the path of the next request.</para>
/// </example>
/// <example>
///   <code>'Account', 'Contact', 'Lead' |
///     ForEach-Object { @{ Path = "sobjects/$_/describe" } } |
///     Invoke-SfComposite | ForEach-Object { $_.Body.fields.Count }</code>
///   <para>Describes three objects in one API call. Requests can come from the pipeline.</para>
/// </example>
/// <example>
///   <code>$requests = foreach ($n in 1..100) {
///     @{ Path = 'sobjects/Account'; ReferenceId = "a$n"
///        Body = @{ Name = "Parent $n" } }
///     @{ Path = 'sobjects/Account'
///        Body = @{ Name = "Child $n"; ParentId = "@{a$n.id}" } }
/// }
/// Invoke-SfComposite $requests -Graph | Where-Object Success -EQ $false</code>
///   <para>
///   Creates 100 accounts, each with a child account, in two API calls. Each pair is a transaction of its own: what
///   refers to each other is one graph.
///   </para>
/// </example>
/// <seealso cref="InvokeSfRestCommand"/>
/// <seealso cref="NewSfRecordCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "SfComposite", SupportsShouldProcess = true)]
[OutputType(typeof(SfCompositeResponse))]
public sealed class InvokeSfCompositeCommand : SessionCmdlet
{
    private CompositeRequests? _requests;
    private bool _isWrong;

    /// <summary>
    /// Specifies the requests: hashtables or objects with Path, Method, Query, Body, Headers and ReferenceId, or a script
    /// block that yields them.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object[] Request { get; set; } = [];

    /// <summary>
    /// Carries out all requests or none. If one fails, Salesforce rolls all of them back. There can be up to 25 requests,
    /// because this is one transaction. With -Graph, each graph is a transaction anyway.
    /// </summary>
    [Parameter]
    public SwitchParameter AllOrNone { get; set; }

    /// <summary>
    /// Sends the requests as graphs. Requests that refer to each other, directly or through others, are one graph, and a
    /// transaction of its own. A call takes 500 requests in 75 graphs. A graph takes records only (sobjects/...), and can be
    /// 15 levels deep.
    /// </summary>
    [Parameter]
    public SwitchParameter Graph { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Request;

    /// <inheritdoc/>
    protected override Task BeginAsync(SfSession session)
    {
        _requests = new CompositeRequests(session);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session)
    {
        foreach (object? request in Request)
        {
            try
            {
                Outside(() => _requests!.Add(request));
            }
            catch (SfException e)
            {
                Refuse(request, e);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(SfSession session)
    {
        IReadOnlyList<CompositePart> parts = Outside(() => _requests!.ToParts(Refuse));
        if (!_isWrong)
            foreach ((CompositePart part, SfException fault) in CompositeCheck.Faults(parts, Graph))
                Refuse(part.Input, fault);
        if (_isWrong || parts.Count == 0)
            return;
        await SendAsync(session, parts, Graph ? CompositePlan.Graphs(parts) : CompositePlan.Composites(parts, AllOrNone));
    }

    private async Task SendAsync(SfSession session, IReadOnlyList<CompositePart> parts, IReadOnlyList<CompositeCall> calls)
    {
        if (!parts.All(static p => p.Reads) && !ShouldProcess(OrgLabel.Of(session), CompositeOutput.Describe(parts)))
            return;
        CompositeSender sender = new(session);
        CompositeOutput output = new(this, parts);
        foreach (CompositeCall call in calls)
        {
            await sender.SendAsync(call, StopToken);
            output.Add(call);
        }

        output.Complete();
    }

    private void Refuse(object? input, SfException e)
    {
        _isWrong = true;
        WriteError(ErrorRecords.From(e, input));
    }
}
