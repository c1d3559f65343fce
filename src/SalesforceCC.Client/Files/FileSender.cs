using System.Text.Json;
using SalesforceCC.Data;
using SalesforceCC.Http;
using SalesforceCC.Query;
using SalesforceCC.Records;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.Files;

/// <summary>Sends files, streamed from the disk, and links them to records.</summary>
internal sealed class FileSender(SfSession session)
{
    private const int MaxRows = 200;

    /// <summary>Sends one file. It is not sent again where nobody knows what became of the first.</summary>
    /// <exception cref="SfException">Any failure; INVALID_RESPONSE.</exception>
    public async Task<SentUpload> SendAsync(FileUpload upload, object? input, Action<long>? progress, CancellationToken stop)
    {
        long size = 0;
        ApiRequest request = upload.ToRequest(session, sent =>
        {
            size = sent;
            progress?.Invoke(sent);
        });
        try
        {
            string id = await JsonCall.SendAsync(session, request, "response to the file", ReadId, stop).ConfigureAwait(false);
            return new SentUpload(upload, id, upload.IsReplayable ? new FileInfo(upload.Path).Length : size, input);
        }
        catch (SfException e) when (!RowErrors.IsRefusal(e) && e.Code != SfErrorCodes.BodyNotRead)
        {
            throw e.WithMessage($"{e.Message} It is not known whether the file was saved.");
        }
    }

    /// <summary>
    /// The files that versions belong to, by the ids of the versions: one call for up to <see cref="FileLookup.MaxIds"/>.
    /// </summary>
    /// <exception cref="SfException">Any failure of a query.</exception>
    public async Task<IReadOnlyDictionary<string, string>> FindDocumentsAsync(IReadOnlyList<string> versions, CancellationToken stop)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        if (versions.Count == 0)
            return found;
        string soql = Soql.Bind(
            "SELECT Id, ContentDocumentId FROM ContentVersion WHERE Id IN :ids", new Dictionary<string, object?> { ["ids"] = versions.ToArray() });
        await foreach (RecordPage page in session.QueryPages(soql, new QuerySettings { Raw = true }, stop).ConfigureAwait(false))
            for (int i = 0; i < page.Count; i++)
                if (page[i].GetValue("Id") is string id && page[i].GetValue("ContentDocumentId") is string document)
                    found[SfId.To18(id)] = SfId.To18(document);
        return found;
    }

    /// <summary>Links files to records, up to 200 links a call. What is linked already stays as it is.</summary>
    /// <returns>What failed: the file, and why.</returns>
    public async Task<IReadOnlyList<(SentUpload File, SfException Failure)>> LinkAsync(
        IReadOnlyList<(SentUpload File, string DocumentId)> files, CancellationToken stop)
    {
        List<(SentUpload, SfException)> failures = [];
        (SentUpload File, string DocumentId, string RecordId)[] links =
            [.. files.SelectMany(static f => f.File.Upload.LinksLeft.Select(r => (f.File, f.DocumentId, r)))];
        for (int at = 0; at < links.Length; at += MaxRows)
        {
            (SentUpload File, string DocumentId, string RecordId)[] part = [.. links.Skip(at).Take(MaxRows)];
            IReadOnlyList<SfException?> outcomes = await LinkAsync(part, stop).ConfigureAwait(false);
            for (int i = 0; i < part.Length; i++)
                if (outcomes[i] is { } failure)
                    failures.Add((part[i].File, failure.WithMessage(
                        $"{failure.Message} The file was saved as {part[i].File.Id}, but not linked to {part[i].RecordId}.")));
        }

        return failures;
    }

    private async Task<IReadOnlyList<SfException?>> LinkAsync(
        IReadOnlyList<(SentUpload File, string DocumentId, string RecordId)> links, CancellationToken stop)
    {
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Url = session.Resolve("composite/sobjects"),
            Body = RequestBody.Of(
                JsonBody.Of(new Dictionary<string, object?> { ["allOrNone"] = false, ["records"] = links.Select(Row).ToArray() }), "application/json"),
        };
        try
        {
            List<RowOutcome> outcomes = await JsonCall.SendAsync(
                session, request, CollectionResponse.What, root => CollectionResponse.Read(root, links.Count), stop).ConfigureAwait(false);
            return [.. outcomes.Select(static o => o.Failure is { Code: not "DUPLICATE_VALUE" } failure ? failure : null)];
        }
        catch (SfException e)
        {
            SfException each = RowErrors.IsRefusal(e) ? e : e.WithMessage($"{e.Message} It is not known whether the link was saved.");
            return [.. links.Select(_ => each)];
        }
    }

    private static Dictionary<string, object?> Row((SentUpload File, string DocumentId, string RecordId) link)
    {
        Dictionary<string, object?> row = new()
        {
            ["attributes"] = new Dictionary<string, object?> { ["type"] = "ContentDocumentLink" },
            ["ContentDocumentId"] = link.DocumentId,
            ["LinkedEntityId"] = link.RecordId,
            ["ShareType"] = link.File.Upload.ShareType ?? "V",
        };
        if (link.File.Upload.Visibility is { } visibility)
            row["Visibility"] = visibility;
        return row;
    }

    private static string ReadId(JsonElement root) =>
        root.GetProperty("success").GetBoolean() && root.GetProperty("id").GetString() is { } id && SfId.IsValid(id)
            ? SfId.To18(id)
            : throw new SfException(SfErrorCodes.InvalidResponse, "The response does not say under which ID the file was saved.");
}
