using System.Net;
using System.Text;
using FsCheck.Xunit;
using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Auth;

public class SecretFormContentTests
{
    [Property(MaxTest = 500)]
    public async Task Reading_the_form_gives_back_any_secret(string? text)
    {
        string secret = WellFormed(text ?? "");
        using SecretFormContent form = new SecretFormContent()
            .Add("grant_type", "client_credentials")
            .Add("client_secret", Secrets.Secure(secret))
            .Add("client_id", secret);

        string sent = await form.ReadAsStringAsync(Guard.Stop);

        Assert.Equal(
            [("grant_type", "client_credentials"), ("client_secret", secret), ("client_id", secret)],
            sent.Split('&').Select(f => f.Split('=')).Select(f => (f[0], WebUtility.UrlDecode(f[1]))));
    }

    [Theory]
    [InlineData("plain-._~Aa0", "plain-._~Aa0")]
    [InlineData("a b+c&d=e%", "a%20b%2Bc%26d%3De%25")]
    [InlineData("ü€😀\0\n", "%C3%BC%E2%82%AC%F0%9F%98%80%00%0A")]
    [InlineData("", "")]
    public async Task What_is_not_unreserved_is_escaped(string secret, string escaped)
    {
        using SecretFormContent form = new SecretFormContent().Add("s", Secrets.Secure(secret));
        Assert.Equal("s=" + escaped, await form.ReadAsStringAsync(Guard.Stop));
        Assert.Equal("application/x-www-form-urlencoded", form.Headers.ContentType?.ToString());
        Assert.Equal(2 + escaped.Length, form.Headers.ContentLength);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public async Task The_bytes_are_overwritten_when_the_request_is_disposed(int length)
    {
        using KeepingStream stream = new();
        SecretFormContent form = new SecretFormContent().Add("client_secret", Secrets.Secure(new string('s', length)));
        await form.CopyToAsync(stream, Guard.Stop);
        byte[] bytes = Assert.Single(stream.Written);
        Assert.Contains((byte)'s', bytes);

        form.Dispose();

        Assert.All(bytes, b => Assert.Equal(0, b));
    }

    // Half a surrogate pair has no UTF-8, so no secret holds one.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
