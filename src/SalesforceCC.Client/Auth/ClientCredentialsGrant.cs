using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SalesforceCC.Auth;

/// <summary>
/// OAuth 2.0 client credentials (RFC 6749, 4.4). Never sends <c>scope</c>: Salesforce refuses the request then.
/// </summary>
internal sealed class ClientCredentialsGrant : IGrant
{
    private readonly ISecretSource _source;
    private readonly ClientAuthentication _authentication;
    private ClientCredential _credential;

    /// <param name="source">Where the pair came from, for the day it is refused.</param>
    /// <param name="credential">
    /// The pair, read once: it is kept as SecureString, so that a vault which locks itself is not asked again.
    /// </param>
    /// <param name="authentication">How it is sent.</param>
    public ClientCredentialsGrant(
        ISecretSource source, ClientCredential credential, ClientAuthentication authentication)
    {
        _source = source;
        _credential = credential;
        _authentication = authentication;
    }

    public string Flow => "ClientCredentials";

    public string ClientId => _credential.ClientId;

    public string SecretSource => _source.Description;

    public HttpRequestMessage CreateRequest(Uri tokenEndpoint)
    {
        HttpRequestMessage request = new(HttpMethod.Post, tokenEndpoint);
        SecretFormContent form = new SecretFormContent().Add("grant_type", "client_credentials");
        Authenticate(request, form);
        request.Content = form;
        return request;
    }

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

    public async Task<bool> ReloadAsync(CancellationToken stop)
    {
        if (!_source.CanChange)
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
