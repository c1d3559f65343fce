using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net.Http.Headers;
using System.Text;
using SalesforceCC.Cmdlets.Commands;
using SalesforceCC.Http;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>The parameters of Invoke-SfRest as a request.</summary>
internal static class RestRequests
{
    /// <summary>Headers that the session sets, and no user.</summary>
    private static readonly string[] s_ours = ["Authorization", "Host", "Content-Length", "Transfer-Encoding", "Accept-Encoding"];

    /// <summary>Checks the parameters and makes the request of them.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER, INVALID_PATH or FOREIGN_ORIGIN, before anything is sent.</exception>
    public static ApiRequest From(InvokeSfRestCommand command, SfSession session)
    {
        Func<HttpContent>? content = ContentOf(command);
        string method = command.Method.ToUpperInvariant();
        if (content is not null && method is "GET" or "HEAD")
            throw Invalid($"-Method {method} takes no body.");
        if (command.OutFile is not null && command.Paginate)
            throw Invalid("-OutFile writes one answer and -Paginate reads many: leave one of them out.");
        return new ApiRequest
        {
            Method = new HttpMethod(method),
            Url = RestPath.WithQuery(session.Resolve(command.Path), Pairs(command.Query)),
            Headers = Pairs(command.Headers).Select(Check).ToArray(),
            Body = content is null ? null : new RequestBody(content),
        };
    }

    private static Func<HttpContent>? ContentOf(InvokeSfRestCommand command)
    {
        if (new object?[] { command.Body, command.Form, command.InFile }.Count(static v => v is not null) > 1)
            throw Invalid("-Body, -Form and -InFile exclude each other.");
        if (command.InFile is { } inFile)
        {
            string path = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(inFile);
            if (!File.Exists(path))
                throw Invalid($"-InFile '{inFile}' is not there.");
            RequireReadable("-InFile", path);
            return () => Typed(new StreamContent(InputFile.Open(path)), command.ContentType ?? "application/octet-stream");
        }

        if (command.Form is { } form)
            return FormOf((IDictionary)PsValues.Unwrap(form)!);
        if (command.Body is null)
            return null;

        object? body = PsValues.Unwrap(command.Body);
        byte[] bytes = body switch
        {
            byte[] given => given,
            string text => Encoding.UTF8.GetBytes(text),
            _ => JsonBody.Of(body),
        };
        return () => Typed(new ByteArrayContent(bytes), command.ContentType ?? "application/json");
    }

    private static Func<HttpContent> FormOf(IDictionary form)
    {
        foreach (DictionaryEntry part in form)
            if (part.Value is FileInfo { Exists: false } file)
                throw Invalid($"The file '{file.FullName}' in -Form is not there.");
            else if (part.Value is FileInfo there)
                RequireReadable("-Form", there.FullName);

        return () =>
        {
            MultipartFormDataContent content = [];
            foreach (DictionaryEntry part in form)
            {
                string name = Text(part.Key);
                if (part.Value is FileInfo file)
                    content.Add(Typed(new StreamContent(InputFile.Open(file.FullName)), "application/octet-stream"), Quoted(name), Quoted(file.Name));
                else if (part.Value is string text)
                    content.Add(new StringContent(text), Quoted(name));
                else
                    content.Add(Typed(new ByteArrayContent(JsonBody.Of(part.Value)), "application/json"), Quoted(name));
            }

            return content;
        };
    }

    // Before anything is sent; a pipe is opened once only.
    private static void RequireReadable(string parameter, string path)
    {
        if (UnixFile.At(path) is { IsSpecial: true })
            return;
        try
        {
            InputFile.Open(path).Dispose();
        }
        catch (SfException e)
        {
            throw e.WithMessage($"{parameter}: {e.Message}");
        }
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "%22")}\"";

    private static HttpContent Typed(HttpContent content, string type)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.TryParse(type, out MediaTypeHeaderValue? parsed)
            ? parsed
            : throw Invalid($"-ContentType '{type}' is no media type such as application/json.");
        return content;
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IDictionary? table)
    {
        if (table is null)
            yield break;
        foreach (DictionaryEntry entry in table)
            yield return new(Text(entry.Key), Text(PsValues.Unwrap(entry.Value)));
    }

    private static KeyValuePair<string, string> Check(KeyValuePair<string, string> header)
    {
        if (s_ours.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            throw Invalid($"The header {header.Key} comes from the session; leave it out of -Headers.");
        if (header.Key.Length == 0 || header.Key.Any(static c => c is <= ' ' or > '~' or ':')
            || header.Value.Any(static c => c is '\r' or '\n' or '\0'))
            throw Invalid($"The header '{header.Key}' in -Headers has a name or value that no header can have.");
        return header;
    }

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
