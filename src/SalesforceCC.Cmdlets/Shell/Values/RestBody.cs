using System.Collections;
using System.Management.Automation;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using SalesforceCC.Cmdlets.Commands;
using SalesforceCC.Http;
using SalesforceCC.Records;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>-Body, -Form or -InFile of Invoke-SfRest.</summary>
internal static class RestBody
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    /// <summary>The body; null: there is none.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER, before anything is sent.</exception>
    public static RequestBody? Of(InvokeSfRestCommand command, SfSession session)
    {
        if (new object?[] { command.Body, command.Form, command.InFile }.Count(static v => v is not null) > 1)
            throw Invalid("-Body, -Form and -InFile exclude each other.");
        MediaTypeHeaderValue? type = TypeOf(command.ContentType);
        if (command.InFile is { } inFile)
        {
            SentFile file = new(FullPath.Of(command.SessionState, inFile, "-InFile"), "-InFile");
            return new(() => Typed(file.ToContent(), type, "application/octet-stream")) { IsReplayable = file.IsReplayable };
        }

        if (command.Form is { } form)
            return new RestForm(form).ToBody();
        if (command.Body is null || PsScalars.IsNothing(command.Body))
            return null;
        string otherwise = Bare(command.Body) is XmlNode ? "application/xml" : "application/json";
        byte[] bytes = Bytes(PsValues.Unwrap(command.Body, "-Body"), type, command.Path, session);
        return new(() => Typed(new ByteArrayContent(bytes), type, otherwise));
    }

    private static byte[] Bytes(object? body, MediaTypeHeaderValue? type, string path, SfSession session) => body switch
    {
        byte[] given => given,
        string text => Encoding.UTF8.GetBytes(text),
        FileInfo => throw Invalid("-Body is a file: give its path as -InFile."),
        IDictionary table when UrlEncoded.Equals(type?.MediaType, StringComparison.OrdinalIgnoreCase) =>
            Encoding.ASCII.GetBytes(string.Join("&", RestText.Form(table).Select(static p => $"{RestPath.Escape(p.Key)}={RestPath.Escape(p.Value)}"))),
        _ => JsonBody.Of(body, TypesOf(path, session)),
    };

    /// <summary>The types of the fields of the object that a path names, if the session knows them already.</summary>
    public static IReadOnlyDictionary<string, FieldType>? TypesOf(string path, SfSession session)
    {
        string[] parts = path.Split('?')[0].Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        int at = Array.FindIndex(parts, static p => p.Equals("sobjects", StringComparison.OrdinalIgnoreCase));
        if (at < 0 || at + 1 >= parts.Length)
            return null;
        bool isTooling = at > 0 && parts[at - 1].Equals("tooling", StringComparison.OrdinalIgnoreCase);
        return (isTooling ? session.ToolingFieldTypes : session.FieldTypes).TryGet(parts[at + 1])?.Types;
    }

    private static MediaTypeHeaderValue? TypeOf(string? contentType) =>
        contentType is null ? null
        : MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? parsed) ? parsed
        : throw Invalid($"-ContentType '{contentType}' is not a media type such as application/json.");

    private static HttpContent Typed(HttpContent content, MediaTypeHeaderValue? type, string otherwise)
    {
        content.Headers.ContentType = type ?? MediaTypeHeaderValue.Parse(otherwise);
        return content;
    }

    private static object Bare(object value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
