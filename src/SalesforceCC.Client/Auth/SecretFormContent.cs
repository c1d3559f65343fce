using System.Net;
using System.Net.Http.Headers;
using System.Security;
using System.Text;

namespace SalesforceCC.Auth;

/// <summary>
/// A form (application/x-www-form-urlencoded) whose bytes exist for one request: they are overwritten when the request
/// is disposed, and never become a string.
/// </summary>
internal sealed class SecretFormContent : HttpContent
{
    private const string Hex = "0123456789ABCDEF";

    private byte[] _bytes = SecretBytes.Allocate(256);
    private int _length;

    public SecretFormContent() =>
        Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

    /// <summary>Adds a field that may be seen.</summary>
    public SecretFormContent Add(string name, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        return Append(name, bytes);
    }

    /// <summary>Adds a field that may not be seen; of two parts, one after the other.</summary>
    public SecretFormContent Add(string name, SecureString value, SecureString? more = null)
    {
        byte[] bytes = SecretBytes.Utf8(value);
        byte[] rest = more is null ? [] : SecretBytes.Utf8(more);
        try
        {
            Append(name, bytes);
            foreach (byte b in rest)
                PutEncoded(b);
            return this;
        }
        finally
        {
            SecretBytes.Clear(bytes);
            SecretBytes.Clear(rest);
        }
    }

    /// <summary>Adds a field that is in UTF-8 already. The caller clears it.</summary>
    public SecretFormContent Add(string name, byte[] value) => Append(name, value);

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
        base.Dispose(disposing);
    }

    private SecretFormContent Append(string name, byte[] value)
    {
        if (_length > 0)
            Put((byte)'&');
        foreach (char c in name)
            Put((byte)c);
        Put((byte)'=');
        foreach (byte b in value)
            PutEncoded(b);
        return this;
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
