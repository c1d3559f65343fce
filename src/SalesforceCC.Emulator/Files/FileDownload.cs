using System.Globalization;
using Microsoft.Net.Http.Headers;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Blobs;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Files;

/// <summary>
/// The bytes of a blob field: all of them, and where the org is set so, a part. The type is misspelt as in recorded answers.
/// </summary>
internal static class FileDownload
{
    private const string Type = "application/octetstream";

    public static Answer Of(Call call, OrgStore store, SObjectType type, string id, SObjectField field)
    {
        (string name, Stream file) = store.OpenBlob(type, id, field.Name) ?? throw RouteTable.NotFound();
        FileSettings settings = store.Rules.Files;
        if (!settings.Ranges) return Answer.Stream(200, Type, file);
        string tag = $"\"{name}\"";
        Answer answer = Part(call, file, settings.Tags ? tag : null).With("Accept-Ranges", "bytes");
        return settings.Tags ? answer.With("ETag", tag) : answer;
    }

    private static Answer Part(Call call, Stream file, string? tag)
    {
        long length = file.Length;
        string condition = call.Headers.IfRange.ToString();
        if (!RangeHeaderValue.TryParse(call.Headers.Range.ToString(), out RangeHeaderValue? range) ||
            range.Ranges.Count != 1 || (condition.Length > 0 && condition != tag))
            return Answer.Stream(200, Type, file).With("Content-Length", Text(length));
        RangeItemHeaderValue item = range.Ranges.Single();
        long from = item.From ?? Math.Max(0, length - item.To!.Value);
        long to = item.From is null ? length - 1 : Math.Min(item.To ?? long.MaxValue, length - 1);
        if (from > to)
        {
            file.Dispose();
            return Answer.Empty(416).With("Content-Range", $"bytes */{Text(length)}");
        }

        return Answer.Stream(206, Type, new BlobPart(file, from, to - from + 1))
            .With("Content-Range", $"bytes {Text(from)}-{Text(to)}/{Text(length)}")
            .With("Content-Length", Text(to - from + 1));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
