using System.Collections;
using System.Net.Http.Headers;
using System.Text;
using SalesforceCC.Http;
using SalesforceCC.Values;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>-Form as multipart/form-data, as browsers send it.</summary>
internal sealed class RestForm
{
    private const string Binary = "application/octet-stream";

    private readonly List<Func<HttpContent>> _parts = [];
    private bool _isReplayable = true;

    /// <summary>Takes the parts, and looks whether the files can be read.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    public RestForm(IDictionary form)
    {
        foreach (DictionaryEntry part in (IDictionary)PsValues.Unwrap(form, "-Form")!)
        {
            // Several files under one name are a part each.
            bool areFiles = part.Value is object?[] { Length: > 0 } list && list.All(static i => i is FileInfo);
            foreach (object? value in areFiles ? (object?[])part.Value! : [part.Value])
                Add((string)part.Key, value);
        }
    }

    /// <summary>The body.</summary>
    public RequestBody ToBody() => new(ToContent) { IsReplayable = _isReplayable };

    private MultipartContent ToContent()
    {
        // Not MultipartFormDataContent: it adds a filename* in quotes, which is against its own rules.
        MultipartContent content = new("form-data");
        foreach (Func<HttpContent> part in _parts)
            content.Add(part());
        return content;
    }

    private void Add(string name, object? value)
    {
        switch (value)
        {
            case FileInfo file:
                SentFile sent = new(file.FullName, "-Form");
                _isReplayable &= sent.IsReplayable;
                _parts.Add(() => Part(sent.ToContent(), Binary, name, file.Name));
                break;
            case byte[] bytes:
                _parts.Add(() => Part(new ByteArrayContent(bytes), Binary, name, name));
                break;
            default:
                string? text = RestText.OfScalar(value, $"'{name}' in -Form");
                byte[] content = text is null ? JsonBody.Of(value) : Encoding.UTF8.GetBytes(text);
                _parts.Add(() => Part(new ByteArrayContent(content), text is null ? "application/json" : "text/plain; charset=utf-8", name, null));
                break;
        }
    }

    private static HttpContent Part(HttpContent content, string type, string name, string? fileName)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        string file = fileName is null ? "" : $"; filename={Quoted(fileName)}";
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name={Quoted(name)}{file}");
        return content;
    }

    // As browsers do: UTF-8, and only what would end the text is escaped. .NET writes the headers of parts in Latin-1,
    // so each byte of the UTF-8 goes as one of its characters.
    private static string Quoted(string text) =>
        "\"" + Encoding.GetEncoding("ISO-8859-1").GetString(Encoding.UTF8.GetBytes(
            text.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A"))) + "\"";
}
