using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

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

    public bool Verify(TokenAnswer answer)
    {
        if (answer.Signature is null || answer.Id is null || answer.IssuedAtText is null)
            return true;

        byte[] key = SecretBytes.Utf8(_credential.ClientSecret);
        try
        {
            using HMACSHA256 hmac = new(key);
            byte[] expected = hmac.ComputeHash(Encoding.UTF8.GetBytes(answer.Id + answer.IssuedAtText));
            return FixedTime.Equals(expected, answer.Signature);
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

    public void Authenticate(HttpRequestMessage request, SecretFormContent form)
    {
        ClientCredential credential = _credential;
        if (_authentication == ClientAuthentication.Body)
        {
            form.Add("client_id", credential.ClientId).Add("client_secret", credential.ClientSecret);
            return;
        }

        byte[] secret = SecretBytes.Utf8(credential.ClientSecret);
        byte[] id = Encoding.UTF8.GetBytes(credential.ClientId + ":");
        byte[] pair = SecretBytes.Allocate(id.Length + secret.Length);
        try
        {
            id.CopyTo(pair, 0);
            secret.CopyTo(pair, id.Length);

            // HttpClient takes headers as strings only: here the secret is one for the life of the request.
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        }
        finally
        {
            SecretBytes.Clear(secret);
            SecretBytes.Clear(pair);
        }
    }
}
