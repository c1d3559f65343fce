using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>A form posted to one of the OAuth endpoints.</summary>
internal sealed class OAuthRequest
{
    private readonly Dictionary<string, StringValues> _form;

    public OAuthRequest(Call call)
    {
        Call = call;
        IsForm = call.ContentType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        _form = IsForm ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span)) : [];
        (ClientId, ClientSecret) = ReadBasic(call.Headers.Authorization.ToString())
            ?? (this["client_id"], this["client_secret"]);
    }

    public Call Call { get; }

    public bool IsForm { get; }

    /// <summary>From the form or from HTTP Basic, which the endpoint takes just as well.</summary>
    public string? ClientId { get; }

    public string? ClientSecret { get; }

    /// <summary>A parameter of the form; null where it is missing.</summary>
    public string? this[string name] => _form.TryGetValue(name, out StringValues value) ? value.ToString() : null;

    private static (string? Id, string? Secret)? ReadBasic(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        byte[] bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out int length))
            return (null, null);
        string[] pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return (pair[0], pair.Length > 1 ? pair[1] : null);
    }
}
