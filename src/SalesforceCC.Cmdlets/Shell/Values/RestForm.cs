using System.Collections;
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

    private MultipartContent ToContent() => FormPart.Form(_parts.Select(static p => p()));

    private void Add(string name, object? value)
    {
        switch (value)
        {
            case FileInfo file:
                SentFile sent = new(file.FullName, "-Form");
                _isReplayable &= sent.IsReplayable;
                _parts.Add(() => FormPart.Of(sent.ToContent(), Binary, name, file.Name));
                break;
            case byte[] bytes:
                _parts.Add(() => FormPart.Of(new ByteArrayContent(bytes), Binary, name, name));
                break;
            default:
                string? text = RestText.OfScalar(value, $"'{name}' in -Form");
                byte[] content = text is null ? JsonBody.Of(value) : Encoding.UTF8.GetBytes(text);
                _parts.Add(() => FormPart.Of(new ByteArrayContent(content), text is null ? "application/json" : "text/plain; charset=utf-8", name, null));
                break;
        }
    }
}
