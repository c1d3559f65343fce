using System.Net;
using System.Net.Http.Headers;
using System.Security;
using System.Text;
using SalesforceCC.Auth;
using SalesforceCC.Http;

namespace SalesforceCC.Soap;

/// <summary>A SOAP message, with a place for the token. Its bytes are overwritten when the request is disposed.</summary>
internal sealed class SoapContent : HttpContent, ISecretContent, ITokenContent
{
    private readonly byte[] _before;
    private readonly byte[] _after;
    private byte[] _token = [];

    /// <param name="xmlns">The namespace of the API.</param>
    /// <param name="headers">XML of further headers.</param>
    /// <param name="body">XML of the operation.</param>
    public SoapContent(string xmlns, string headers, string body)
    {
        _before = Encoding.UTF8.GetBytes(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
            + $"<soapenv:Header xmlns=\"{xmlns}\"><SessionHeader><sessionId>");
        _after = Encoding.UTF8.GetBytes(
            $"</sessionId></SessionHeader>{headers}</soapenv:Header><soapenv:Body xmlns=\"{xmlns}\">{body}</soapenv:Body></soapenv:Envelope>");
        Headers.ContentType = new MediaTypeHeaderValue("text/xml") { CharSet = "utf-8" };
    }

    /// <inheritdoc/>
    public void Carry(string token)
    {
        string escaped = SecurityElement.Escape(token);
        _token = SecretBytes.Allocate(Encoding.UTF8.GetByteCount(escaped));
        Encoding.UTF8.GetBytes(escaped, 0, escaped.Length, _token, 0);
    }

    /// <inheritdoc/>
    public string Mask(string text)
    {
        char[] sent = Encoding.UTF8.GetChars(_token);
        text = SentSecrets.Mask(text, sent);
        Array.Clear(sent, 0, sent.Length);
        return text;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        foreach (byte[] part in new[] { _before, _token, _after })
            await stream.WriteAsync(part, 0, part.Length).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _before.Length + _token.Length + _after.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        SecretBytes.Clear(_token);
        base.Dispose(disposing);
    }
}
