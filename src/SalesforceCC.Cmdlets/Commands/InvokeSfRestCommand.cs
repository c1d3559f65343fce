using System.Collections;
using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Rest;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Calls any resource of the REST API.</summary>
/// <remarks>
/// <para>
/// Parameters are those of Invoke-RestMethod where the idea is the same. The session gives the token, renews it, and
/// repeats what may be repeated. JSON comes back as objects, an array item by item; other text as text, other content as
/// bytes. Redirects are not followed.
/// </para>
/// <para>
/// A failed call is a terminating error whose id is Salesforce's own code, for example NOT_FOUND, and whose
/// RecommendedAction names the next step.
/// </para>
/// </remarks>
/// <example>
///   <code>Invoke-SfRest limits</code>
///   <para>Without a leading slash, the path is below /services/data/v68.0/.</para>
/// </example>
/// <example>
///   <code>Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'Müller GmbH'; NumberOfEmployees = 12 }</code>
///   <para>A table or an object as body becomes JSON.</para>
/// </example>
/// <example>
///   <code>Invoke-SfRest query -Query @{ q = 'SELECT Id FROM Contact' } -Paginate | Measure-Object</code>
///   <para>Follows nextRecordsUrl and writes the records of all pages.</para>
/// </example>
/// <example>
///   <code>Invoke-SfRest /services/data -StatusCodeVariable status -ResponseHeadersVariable headers</code>
///   <para>With a leading slash, the path starts at the instance. $status and $headers tell how it was answered.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "SfRest", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class InvokeSfRestCommand : SessionCmdlet
{
    /// <summary>
    /// With a leading slash from the instance's root, else below /services/data/v68.0/ (the session's version). An
    /// absolute URL only on the session's own instance.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The HTTP method.</summary>
    [Parameter]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")]
    public string Method { get; set; } = "GET";

    /// <summary>The body: text as it is, bytes as they are, anything else as JSON.</summary>
    [Parameter]
    public object? Body { get; set; }

    /// <summary>Fields for the URL's query, encoded as they must be.</summary>
    [Parameter]
    public IDictionary? Query { get; set; }

    /// <summary>Further headers. The token is not one of them: it comes from the session.</summary>
    [Parameter]
    public IDictionary? Headers { get; set; }

    /// <summary>Content type of the body. Without it, application/json for -Body and application/octet-stream for -InFile.</summary>
    [Parameter]
    public string? ContentType { get; set; }

    /// <summary>Sends multipart/form-data: text, or files as FileInfo, by name.</summary>
    [Parameter]
    public IDictionary? Form { get; set; }

    /// <summary>Sends the content of a file.</summary>
    [Parameter]
    public string? InFile { get; set; }

    /// <summary>Writes the answer to a file, which comes into being only when the answer is whole.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>With -OutFile, writes the file as object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Follows nextRecordsUrl or nextPageUrl to the end. Pages with records give their records, others themselves.</summary>
    [Parameter]
    public SwitchParameter Paginate { get; set; }

    /// <summary>Writes the answer as text.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Name of a variable for the HTTP status, without $.</summary>
    [Parameter]
    public string? StatusCodeVariable { get; set; }

    /// <summary>Name of a variable for the answer's headers, without $: a table with a list of values for each name.</summary>
    [Parameter]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>Writes the answer of a failed call instead of an error.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Path;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        RestRequest request = RestRequests.From(this, session);
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head && request.Method != HttpMethod.Options
            && !ShouldProcess($"{session.InstanceUrl.Host}{request.Url.AbsolutePath}", request.Method.Method))
            return;

        if (OutFile is not null)
        {
            string file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(OutFile);
            Tell(await RestClient.DownloadAsync(session, request, file, StopToken));
            if (PassThru)
                WriteObject(new FileInfo(file));
            return;
        }

        RestAnswer answer = await RestClient.SendAsync(session, request, SkipHttpErrorCheck, StopToken);
        Tell(answer);
        Uri? next = RestOutput.Write(this, answer, Raw, Paginate, session);
        while (next is not null)
        {
            answer = await RestClient.SendAsync(
                session, new RestRequest { Method = HttpMethod.Get, Url = next }, skipErrorCheck: false, StopToken);
            next = RestOutput.Write(this, answer, Raw, Paginate, session);
        }
    }

    private void Tell(RestAnswer answer)
    {
        if (StatusCodeVariable is not null)
            SessionState.PSVariable.Set(StatusCodeVariable, (int)answer.StatusCode);
        if (ResponseHeadersVariable is not null)
            SessionState.PSVariable.Set(ResponseHeadersVariable, answer.Headers);
    }
}
