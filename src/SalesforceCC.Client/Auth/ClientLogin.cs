using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using SalesforceCC.Http;

namespace SalesforceCC.Auth;

/// <summary>Consumer key and secret in use: sent with requests, compared with signatures, read again when refused.</summary>
internal sealed class ClientLogin
{
    private readonly ISecretSource _source;
    private readonly ClientAuthentication _authentication;
    private ClientCredential _credential;

    /// <param name="source">Where the pair came from, for the day it is refused.</param>
    /// <param name="credential">
    /// The pair, read once: it is kept as SecureString, so that a vault which locks itself is not asked again.
    /// </param>
    /// <param name="authentication">How it is sent.</param>
    public ClientLogin(ISecretSource source, ClientCredential credential, ClientAuthentication authentication)
    {
        _source = source;
        _credential = credential;
        _authentication = authentication;
    }

    public string ClientId => _credential.ClientId;

    public string SecretSource => _source.Description;

    public bool Verify(TokenResponse response)
    {
        if (response.Signature is null || response.Id is null || response.IssuedAtText is null)
            return true;

        byte[] key = SecretBytes.Utf8(_credential.ClientSecret);
        try
        {
            using HMACSHA256 hmac = new(key);
            byte[] expected = hmac.ComputeHash(Encoding.UTF8.GetBytes(response.Id + response.IssuedAtText));
            return IsSame(expected, response.Signature);
        }
        finally
        {
            SecretBytes.Clear(key);
        }
    }

    public async Task<bool> ReloadAsync(SfException refusal, CancellationToken stop)
    {
        if (!_source.CanChange || refusal.Code is not ("invalid_client" or "invalid_client_id"))
            return false;
        _credential = await _source.ReadAsync(stop).ConfigureAwait(false);
        return true;
    }

    /// <summary>A request of the app to the OAuth service: a form, with its id and secret in it or in a header.</summary>
    public ApiRequest CreateRequest(Uri url, Func<SecretFormContent> form) =>
        _authentication == ClientAuthentication.Basic
            ? CreateRequest(url, new RequestBody(form), Basic)
            : CreateRequest(url, new RequestBody(() => form().Add("client_id", _credential.ClientId).Add("client_secret", _credential.ClientSecret)));

    /// <summary>A request to the OAuth service. What it asks for can be asked for twice.</summary>
    public static ApiRequest CreateRequest(Uri url, RequestBody form, Func<AuthenticationHeaderValue>? authorization = null) => new()
    {
        Method = HttpMethod.Post,
        Url = url,
        Token = TokenUse.None,
        Repeat = Repeat.Idempotent,
        Body = form,
        Authorization = authorization,
    };

    private AuthenticationHeaderValue Basic()
    {
        ClientCredential credential = _credential;
        byte[] secret = SecretBytes.Utf8(credential.ClientSecret);
        byte[] id = Encoding.UTF8.GetBytes(credential.ClientId + ":");
        byte[] pair = SecretBytes.Allocate(id.Length + secret.Length);
        try
        {
            id.CopyTo(pair, 0);
            secret.CopyTo(pair, id.Length);

            // HttpClient takes headers as strings only: here the secret is one for the life of the request.
            return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        }
        finally
        {
            SecretBytes.Clear(secret);
            SecretBytes.Clear(pair);
        }
    }

    // Takes as long wherever the difference is.
    private static bool IsSame(byte[] expected, string base64)
    {
        byte[] actual;
        try
        {
            actual = Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            return false;
        }

#if NET
        return CryptographicOperations.FixedTimeEquals(expected, actual);
#else
        return FixedTime.Equals(expected, actual);
#endif
    }
}
