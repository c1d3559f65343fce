using System.Management.Automation;
using SalesforceCC.Bulk;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A cmdlet about jobs of Bulk API 2.0 that exist: named by their ids, or by objects that have one.</summary>
public abstract class BulkJobCmdlet : SessionCmdlet
{
    private const string Prefix = "750";

    private BulkApi? _api;

    /// <summary>The requests.</summary>
    private protected BulkApi Api => _api!;

    /// <inheritdoc/>
    protected override async Task BeginAsync(SfSession session) => _api = await BulkApi.OpenAsync(session, StopToken);

    /// <summary>Does something with each of the jobs that an input names. What is wrong with one is that one's error.</summary>
    private protected async Task ForEachAsync(PSObject[] inputs, Func<string, BulkKind?, Task> work)
    {
        foreach (PSObject input in inputs)
        {
            try
            {
                await work(IdOf(input), (input.BaseObject as SfBulkJob)?.Kind);
            }
            catch (SfException e)
            {
                WriteError(ErrorRecords.From(e, input));
            }
        }
    }

    /// <summary>Asks Salesforce for something of a job; where nobody knows of which sort it is, for both.</summary>
    private protected static async Task<T> OfKindAsync<T>(BulkKind? kind, Func<BulkKind, Task<T>> ask)
    {
        try
        {
            return await ask(kind ?? BulkKind.Ingest);
        }
        catch (SfException e) when (kind is null && e.Code == "NOT_FOUND")
        {
            return await ask(BulkKind.Query);
        }
    }

    private string IdOf(PSObject input) => Outside(() =>
    {
        // A number is what an ID becomes that was not put in quotes, or is none.
        object? id = input.BaseObject is string or ValueType ? input.BaseObject : Property("JobId") ?? Property("Id");
        string text = (id?.ToString() ?? "").Trim();
        return SfId.IsValid(text) && text.StartsWith(Prefix, StringComparison.Ordinal)
            ? SfId.To18(text)
            : throw new SfException("MALFORMED_ID", text.Length == 0 ? "The object has no JobId or Id, which says what job is meant." : $"'{text}' is not the ID of a job, which begins with {Prefix}.");

        object? Property(string name) => input.Properties[name]?.Value;
    });
}
