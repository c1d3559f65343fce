using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Blobs;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Files;

/// <summary>
/// <c>POST /sobjects/X</c> and <c>PATCH /sobjects/X/{id}</c> whose body may be a multipart one: the row's JSON, and the bytes
/// of a blob field, in either order. Which of several faults is named first is from memory.
/// </summary>
internal sealed class FileEndpoint(OrgStore store, RowEndpoint rows)
{
    public Task<Answer> CreateAsync(Call call, Stream body, CancellationToken cancel) => RunAsync(call, body, rows.Create, cancel);

    public Task<Answer> UpdateAsync(Call call, Stream body, CancellationToken cancel) => RunAsync(call, body, rows.Update, cancel);

    private async Task<Answer> RunAsync(Call call, Stream body, Handler handler, CancellationToken cancel)
    {
        if (!call.ContentType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return handler(call with { Body = await CallReader.ReadAsync(body, store.Rules.Files.RequestBytes, cancel) });
        SObjectType type = store.TypeOf(call);
        MultipartPart? json = null;
        ReadOnlyMemory<byte> row = default;
        BlobInput? blob = null;
        try
        {
            await foreach (MultipartPart part in MultipartBody.ReadAsync(call, body, cancel))
            {
                if (type.FindField(part.Name) is { Kind: FieldKind.Blob } field)
                {
                    if (blob is not null) throw Invalid("Cannot include more than one binary part");
                    blob = await ReceiveAsync(type, field, part, cancel);
                    continue;
                }

                // Recorded of other clients, which sent each field as a part.
                if (json is not null) throw Invalid("Cannot include more than one non-binary part");
                if (part.ContentType.Length == 0) throw Invalid("Multipart message must include a non-binary part");
                if (!part.IsJson) throw Invalid($"Non-binary part must be JSON or XML, was: '{part.ContentType}'");
                json = part;
                row = await part.ReadAsync(cancel);
            }

            if (json is null) throw Invalid("Multipart message must include a non-binary part");
            HeaderDictionary headers = new(call.Headers.ToDictionary(h => h.Key, h => h.Value)) { ["Content-Type"] = json.ContentType };
            return handler(call with { Headers = headers, Body = row, Blob = blob });
        }
        catch (Exception) when (blob is not null)
        {
            store.Blobs.Delete(blob.Blob);
            throw;
        }
    }

    private async Task<BlobInput> ReceiveAsync(SObjectType type, SObjectField field, MultipartPart part, CancellationToken cancel)
    {
        if (part.FileName is null) throw Invalid($"The binary part {part.Name} has no filename");
        long most = store.Rules.Files.MostOf(type);
        StoredBlob kept = await store.Blobs.ReceiveAsync(part.Body, most, cancel) ?? throw FileSettings.TooLarge(type, field, most);
        return new BlobInput(field, kept);
    }

    private static SalesforceError Invalid(string what) => new(400, "INVALID_MULTIPART_REQUEST", what);
}
