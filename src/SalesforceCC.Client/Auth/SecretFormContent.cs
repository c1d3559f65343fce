using System.Net;
using System.Net.Http.Headers;
using System.Security;
using System.Text;
using SalesforceCC.Http;

namespace SalesforceCC.Auth;

/// <summary>
/// A form (application/x-www-form-urlencoded) whose bytes exist for one request: they are overwritten when the request
/// is disposed, and never become a string.
/// </summary>
internal sealed class SecretFormContent : HttpContent, ISecretContent
{
    private const string Hex = "0123456789ABCDEF";

    private readonly List<(byte[] Plain, int Start, int Length)> _secrets = [];
    private byte[] _bytes = SecretBytes.Allocate(256);
    private int _length;

    public SecretFormContent() =>
        Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

    /// <summary>Adds a field that may be seen.</summary>
    public SecretFormContent Add(string name, string value)
    {
        PutName(name);
        PutEncoded(Encoding.UTF8.GetBytes(value));
        return this;
    }

    /// <summary>Adds a field that may not be seen; of two parts, one after the other.</summary>
    public SecretFormContent Add(string name, SecureString value, SecureString? more = null)
    {
        byte[] bytes = SecretBytes.Utf8(value);
        byte[] rest = more is null ? [] : SecretBytes.Utf8(more);
        try
        {
            PutName(name);
            PutSecret(bytes);
            PutSecret(rest);
            return this;
        }
        finally
        {
            SecretBytes.Clear(bytes);
            SecretBytes.Clear(rest);
        }
    }

    /// <summary>Adds a field that may not be seen, in UTF-8. The caller clears it.</summary>
    public SecretFormContent Add(string name, byte[] value)
    {
        PutName(name);
        PutSecret(value);
        return this;
    }

    /// <inheritdoc/>
    public string Mask(string text)
    {
        foreach ((byte[] bytes, int start, int length) in _secrets)
        {
            char[] plain = Encoding.UTF8.GetChars(bytes);
            char[] sent = Encoding.ASCII.GetChars(_bytes, start, length);
            text = SentSecrets.Mask(SentSecrets.Mask(text, plain), sent);
            Array.Clear(plain, 0, plain.Length);
            Array.Clear(sent, 0, sent.Length);
        }

        return text;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        stream.WriteAsync(_bytes, 0, _length);

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        SecretBytes.Clear(_bytes);
        _secrets.ForEach(static s => SecretBytes.Clear(s.Plain));
        base.Dispose(disposing);
    }

    private void PutName(string name)
    {
        if (_length > 0)
            Put((byte)'&');
        foreach (char c in name)
            Put((byte)c);
        Put((byte)'=');
    }

    private void PutSecret(byte[] value)
    {
        int start = _length;
        PutEncoded(value);
        byte[] copy = SecretBytes.Allocate(value.Length);
        value.CopyTo(copy, 0);
        _secrets.Add((copy, start, _length - start));
    }

    private void PutEncoded(byte[] value)
    {
        foreach (byte b in value)
            PutEncoded(b);
    }

    private void PutEncoded(byte b)
    {
        if (b is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9'
            or (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
        {
            Put(b);
            return;
        }

        Put((byte)'%');
        Put((byte)Hex[b >> 4]);
        Put((byte)Hex[b & 15]);
    }

    private void Put(byte b)
    {
        if (_length == _bytes.Length)
        {
            byte[] larger = SecretBytes.Allocate(_bytes.Length * 2);
            Buffer.BlockCopy(_bytes, 0, larger, 0, _length);
            SecretBytes.Clear(_bytes);
            _bytes = larger;
        }

        _bytes[_length++] = b;
    }
}
