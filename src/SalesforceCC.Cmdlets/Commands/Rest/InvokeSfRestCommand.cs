using System.Collections;
using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Calls any resource of the REST API.</summary>
/// <remarks>
/// <para>
/// Use this command for resources that have no command of their own. Its parameters are like those of
/// Invoke-RestMethod. The session adds the token, renews it, and repeats requests if this is safe. Usually, a call is
/// one API call.
/// </para>
/// <para>
/// JSON is returned as objects with everything that Salesforce sent, and an array item by item. Other text is returned
/// as text, and other content as bytes. A response without a body returns nothing. Dates stay text. Redirects are not
/// followed.
/// </para>
/// <para>
/// A record has the type name of its object, such as Salesforce.Account, and keeps its attributes. Child rows keep
/// done and nextRecordsUrl: if done is false, there are more of them at Salesforce. Invoke-SfQuery returns all rows,
/// and typed dates.
/// </para>
/// <para>
/// Some resources respond with the status 200, whatever becomes of their parts: collections of records, composites,
/// batches. If such a response says that parts failed, a warning tells how many, and the first error.
/// </para>
/// <para>-WhatIf and -Confirm apply to methods that make changes: POST, PUT, PATCH and DELETE.</para>
/// <para>
/// If a call fails, the ID of the error is Salesforce's own code, such as NOT_FOUND, and RecommendedAction says what
/// to do next.
/// </para>
/// </remarks>
/// <example>
///   <code>Invoke-SfRest limits</code>
///   <para>
///   Calls a resource. Without a leading slash, the path is below /services/data/ and the version of the session.
///   </para>
/// </example>
/// <example>
///   <code>$account = @{ Name = 'Müller GmbH'; NumberOfEmployees = 12 }
/// Invoke-SfRest sobjects/Account -Method POST -Body $account</code>
///   <para>
///   Creates a record. A hashtable or object as body is sent as JSON. The response contains the ID of the new record.
///   </para>
/// </example>
/// <example>
///   <code>Invoke-SfRest query -Query @{ q = 'SELECT Id FROM Contact' } -Paginate |
///     Measure-Object</code>
///   <para>Follows nextRecordsUrl and returns the records of all pages.</para>
/// </example>
/// <example>
///   <code>Invoke-SfRest /services/data -ResponseHeadersVariable headers
/// $headers['Content-Type']</code>
///   <para>
///   Calls a resource with a path from the root of the instance. $headers contains the headers of the response.
///   </para>
/// </example>
/// <example>
///   <code>Invoke-SfRest sobjects/Account/describe -OutFile account.json -PassThru</code>
///   <para>Saves the response to a file.</para>
/// </example>
/// <example>
///   <code>Invoke-SfRest sobjects/Account/updated -Query @{
///     start = (Get-Date).AddDays(-1); end = Get-Date }</code>
///   <para>Gets the IDs of accounts that changed since yesterday. Dates are written in the form that Salesforce expects.</para>
/// </example>
/// <example>
///   <code>Invoke-SfRest /id/keys -Anonymous</code>
///   <para>Gets a resource that needs no token.</para>
/// </example>
/// <example>
///   <code>$call = @{ SkipHttpErrorCheck = $true; StatusCodeVariable = 'status' }
/// $answer = Invoke-SfRest sobjects/Nothing__c @call
/// if ($status -eq 404) { $answer.message }</code>
///   <para>Gets the response of a failed call instead of an error.</para>
/// </example>
/// <seealso cref="InvokeSfQueryCommand"/>
/// <seealso cref="GetSfApiVersionCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "SfRest", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class InvokeSfRestCommand : SessionCmdlet
{
    private bool _wrotePage;

    /// <summary>
    /// Specifies the path, with a leading slash from the root of the instance, and otherwise below /services/data/
    /// and the version of the session. An absolute URL is permitted only for the session's own instance, because the
    /// token is sent nowhere else.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Specifies the HTTP method. GET and HEAD have no body.</summary>
    [Parameter]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")]
    public string Method { get; set; } = "GET";

    /// <summary>
    /// Specifies the body. Text is sent unchanged in UTF-8, bytes and XML are sent unchanged, and everything else is
    /// sent as JSON: hashtables, objects, and rows of a query or a database. With the content type
    /// application/x-www-form-urlencoded, a hashtable is sent as a form. A DateTime at midnight, such as
    /// [datetime]::Today, is written as a date, unless the session already knows that the field is a datetime. Other
    /// dates are written with time and offset, so that a date field gets the day as you see it. Specify only one of
    /// -Body, -Form and -InFile.
    /// </summary>
    [Parameter]
    public object? Body { get; set; }

    /// <summary>
    /// Specifies the fields of the URL's query by name. They are encoded for you. A list is joined with commas, and a
    /// date is written with time and offset in ISO 8601. For a date without a time, specify text: '2026-07-01'.
    /// </summary>
    [Parameter]
    public IDictionary? Query { get; set; }

    /// <summary>
    /// Specifies further headers by name, such as Sforce-Duplicate-Rule-Header. A list is joined with commas. The token
    /// comes from the session: Authorization is permitted only with -Anonymous.
    /// </summary>
    [Parameter]
    public IDictionary? Headers { get; set; }

    /// <summary>
    /// Specifies the content type of the body. The default is application/json for -Body, and
    /// application/octet-stream for -InFile.
    /// </summary>
    [Parameter]
    public string? ContentType { get; set; }

    /// <summary>
    /// Sends multipart/form-data. Specify the parts by name: files as FileInfo (Get-Item), bytes, text, numbers and
    /// dates. Hashtables, lists and objects are sent as JSON. A list of files is sent as one part for each file.
    /// </summary>
    [Parameter]
    public IDictionary? Form { get; set; }

    /// <summary>Specifies a file whose content is sent as the body.</summary>
    [Parameter]
    public string? InFile { get; set; }

    /// <summary>
    /// Saves the response to a file instead of returning it. The file is created or replaced only after the complete
    /// response has arrived. If the connection breaks, the download continues where it stopped, if the server allows
    /// this.
    /// </summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>With -OutFile, returns the file as an object (FileInfo).</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// Follows nextRecordsUrl or nextPageUrl to the end, with the same headers. Each page is one API call. For pages
    /// with records, the records are returned, and otherwise the pages. A page that leads back to an earlier one is an
    /// error.
    /// </summary>
    [Parameter]
    public SwitchParameter Paginate { get; set; }

    /// <summary>Returns the response as text, even if it is JSON.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>
    /// Sends no access token. Use this for resources that need none, such as /services/data, /id/keys or the OAuth
    /// endpoints. The request is still sent to the session's instance only.
    /// </summary>
    [Parameter]
    public SwitchParameter Anonymous { get; set; }

    /// <summary>
    /// Specifies how many seconds this call can be idle, with no data sent or received, before it fails. A large upload
    /// or download does not time out while it makes progress. 0 means no limit. The default is the -TimeoutSec of the
    /// session.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int? TimeoutSec { get; set; }

    /// <summary>
    /// Specifies the name of a variable for the HTTP status code, without $. It is set when a response arrives and is
    /// not an error.
    /// </summary>
    [Parameter]
    public string? StatusCodeVariable { get; set; }

    /// <summary>
    /// Name of a variable for the answer's headers, without $. It becomes a table with a list of values for each name.
    /// </summary>
    [Parameter]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>Writes the answer of a failed call instead of an error. Does not apply to -OutFile.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Path;

    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => _wrotePage;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        _wrotePage = false;
        ApiRequest request = Outside(() => RestRequests.From(this, session));
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head && request.Method != HttpMethod.Options
            && !ShouldProcess($"{session.InstanceUrl.Host}{request.Url.AbsolutePath}", request.Method.Method))
            return;

        if (OutFile is not null)
        {
            string file = Outside(() => FullPath.Of(SessionState, OutFile, "-OutFile"));
            Tell(await RestClient.DownloadAsync(session, request, file, StopToken));
            if (PassThru)
                WriteObject(Outside(() => SavedFile.Of(InvokeProvider, file)));
            return;
        }

        RestResponse answer = await RestClient.SendAsync(session, request, SkipHttpErrorCheck, StopToken);
        Tell(answer);
        RestOutput output = new(this, Raw);
        if (!Paginate)
        {
            output.Write(answer);
            return;
        }

        LinkTrail pages = new(request.Url);
        for (string? next = output.WritePage(answer); next is not null; next = output.WritePage(answer))
        {
            _wrotePage = true;
            ApiRequest page = RestRequests.Next(request, pages.Follow(session.InstanceUrl, next));
            answer = await RestClient.SendAsync(session, page, skipErrorCheck: false, StopToken);
        }
    }

    // Variables may have attributes and breakpoints, which run scripts.
    private void Tell(RestResponse answer) => Outside(() =>
    {
        if (StatusCodeVariable is not null)
            SessionState.PSVariable.Set(StatusCodeVariable, (int)answer.StatusCode);
        if (ResponseHeadersVariable is not null)
            SessionState.PSVariable.Set(ResponseHeadersVariable, answer.Headers);
    });
}
