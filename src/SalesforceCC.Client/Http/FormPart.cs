using System.Net.Http.Headers;
using System.Text;

namespace SalesforceCC.Http;

/// <summary>Parts of multipart/form-data, as browsers send them.</summary>
internal static class FormPart
{
    /// <summary>Gives a content its place in the form.</summary>
    /// <param name="content">What is sent.</param>
    /// <param name="type">Its content type.</param>
    /// <param name="name">The name of the part.</param>
    /// <param name="fileName">The name of the file that it is; null: it is none.</param>
    public static HttpContent Of(HttpContent content, string type, string name, string? fileName)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        string file = fileName is null ? "" : $"; filename={Quoted(fileName)}";
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name={Quoted(name)}{file}");
        return content;
    }

    /// <summary>The parts together.</summary>
    public static MultipartContent Form(IEnumerable<HttpContent> parts)
    {
        // Not MultipartFormDataContent: it adds a filename* in quotes, which is against its own rules.
        MultipartContent form = new("form-data");
        foreach (HttpContent part in parts)
            form.Add(part);
        return form;
    }

    // As browsers do: UTF-8, and only what would end the text is escaped. .NET writes the headers of parts in Latin-1,
    // so each byte of the UTF-8 goes as one of its characters.
    private static string Quoted(string text) =>
        "\"" + Encoding.GetEncoding("ISO-8859-1").GetString(Encoding.UTF8.GetBytes(
            text.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A"))) + "\"";
}
