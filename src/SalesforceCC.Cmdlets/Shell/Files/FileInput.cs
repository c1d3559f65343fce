using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;
using SalesforceCC.Files;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What users give to name files: ids, paths, and objects that have one or the other.</summary>
internal static class FileInput
{
    private static readonly Regex s_blob = new(
        @"^(?:https?://[^/]+)?/services/data/[^/]+/sobjects/(?<type>\w+)/(?<id>\w{15}|\w{18})/(?<field>\w+)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The file that is named.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER, MALFORMED_ID.</exception>
    public static FileRequest Read(PSObject input, SfSession session)
    {
        object bare = input.BaseObject;
        if (RecordId.IsNumber(bare))
            _ = RecordId.Checked(bare);
        if (bare is string or Uri)
            return OfText(bare.ToString()!.Trim(), input);
        if (bare is SfRecord { Origin: { } origin } row && !origin.IsOrgOf(session))
            throw Invalid($"{row.GetObjectName()} {row.GetId()} comes from {origin.InstanceUrl.Host}, and the session is of {session.InstanceUrl.Host}, where the ID means nothing.");
        string? id = TextOf(input, "Id") ?? (bare as SfRecord)?.GetId();
        if (id is not null && SfId.IsValid(id) && FileKinds.OfId(id) is { } kind)
            return new FileRequest(input) { Kind = kind, Id = SfId.To18(id) };

        // Links, and whatever else refers to a file.
        if (TextOf(input, "ContentDocumentId") is { } document)
            return OfId(document, input);
        if (Blobs(input).FirstOrDefault() is { } path)
            return OfPath(path, input) with { Name = NameOf(input) };
        throw id is null
            ? Invalid("The object has no Id, no ContentDocumentId, and no field with the path of a file.")
            : OfNoFile(id);
    }

    private static FileRequest OfText(string text, PSObject input) =>
        text.IndexOf('/') >= 0 ? OfPath(text, input) : OfId(text, input);

    private static FileRequest OfId(string text, PSObject input)
    {
        string id = RecordId.Checked(text);
        return FileKinds.OfId(id) is { } kind ? new FileRequest(input) { Kind = kind, Id = id } : throw OfNoFile(id);
    }

    private static FileRequest OfPath(string path, PSObject input)
    {
        Match match = s_blob.Match(path);
        return match.Success && SfId.IsValid(match.Groups["id"].Value)
            && FileKinds.OfId(match.Groups["id"].Value) is { } kind && kind != FileKind.ContentDocument
            && match.Groups["field"].Value.Equals(FileKinds.BlobOf(kind), StringComparison.OrdinalIgnoreCase)
            ? new FileRequest(input) { Kind = kind, Id = SfId.To18(match.Groups["id"].Value) }
            : new FileRequest(input) { BlobPath = path };
    }

    private static IEnumerable<string> Blobs(PSObject input) =>
        Values(input).Select(static v => v.Value as string).Where(static v => v is not null && s_blob.IsMatch(v)).Select(static v => v!);

    private static string? NameOf(PSObject input)
    {
        string? name = TextOf(input, "Title") ?? TextOf(input, "Name") ?? TextOf(input, "DeveloperName");
        return name is null ? null : FileName.Of(name, TextOf(input, "FileExtension"));
    }

    private static string? TextOf(PSObject input, string name)
    {
        object? value = Values(input).Where(v => v.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static v => v.Value).FirstOrDefault();
        if (RecordId.IsNumber(value))
            _ = RecordId.Checked(value);
        return (value is PSObject wrapped ? wrapped.BaseObject : value) is string { Length: > 0 } text ? text.Trim() : null;
    }

    private static IEnumerable<KeyValuePair<string, object?>> Values(PSObject input) => input.BaseObject switch
    {
        IDictionary table => table.Keys.Cast<object>().Select(k => new KeyValuePair<string, object?>(k.ToString() ?? "", table[k])),
        SfRecord record => PsProperties.Of(record, input),
        _ => PsProperties.Of(input),
    };

    private static SfException OfNoFile(string id) =>
        new("MALFORMED_ID", $"'{id}' is not the ID of a file: such IDs begin with 069 (ContentDocument), 068 (ContentVersion), 00P (Attachment), or 015 (Document).");

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
