using System.Net;
using System.Text;
using FsCheck.Xunit;
using SalesforceCC.Auth;
using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class SentSecretsTests
{
    private const string Secret = LoopbackOrg.ClientSecret;

    private static readonly string s_escaped = Uri.EscapeDataString(Secret);

    // What servers do that are not Salesforce: $ is the secret, % as it was sent.
    [Theory]
    [InlineData("text/plain", "unknown client $")]
    [InlineData("text/plain", "grant_type=client_credentials&client_id=x&client_secret=%")]
    [InlineData("text/plain", "error=invalid_client&error_description=%")]
    [InlineData("text/html", "<html><title>What is $?</title></html>")]
    [InlineData("application/json", """{"error":"invalid_client","error_description":"$ is not % of $"}""")]
    [InlineData("application/json", """[{"errorCode":"$","message":"m","fields":["%"]}]""")]
    [InlineData("application/xml", "<Errors><Error><errorCode>E</errorCode><message>A $</message></Error></Errors>")]
    public async Task An_answer_that_repeats_the_secret_does_not_show_it(string type, string body)
    {
        foreach (ClientAuthentication authentication in new[] { ClientAuthentication.Body, ClientAuthentication.Basic })
        {
            await using LoopbackOrg org = new();

            // In a header it is not escaped, but a form has it so in any case.
            bool isEscaped = authentication == ClientAuthentication.Body || body.StartsWith("error=", StringComparison.Ordinal);
            string text = body.Replace("%", isEscaped ? s_escaped : Secret, StringComparison.Ordinal)
                .Replace("$", type.EndsWith('l') ? WebUtility.HtmlEncode(Secret) : Secret, StringComparison.Ordinal);
            org.On(LoopbackOrg.TokenLine, Reply.Text(text, 400, type));

            SfException failure = await Assert.ThrowsAsync<SfException>(
                () => org.ConnectAsync(org.Options(authentication: authentication)));

            string all = $"{failure} {failure.Code} {string.Join(' ', failure.Fields)}";
            Assert.DoesNotContain(Secret, all, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(s_escaped, all, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("(secret)", all, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_password_and_security_token_neither_is_shown()
    {
        Secrets vault = new(Secret);
        ClientLogin client = new(vault, await vault.ReadAsync(Guard.Stop), ClientAuthentication.Body);
        PasswordGrant grant = new(client, "user", Secrets.Secure("pass word"), Secrets.Secure("toKEN"));
        using HttpRequestMessage request = grant.CreateRequest(new Uri("https://acme.my.salesforce.com")).ToMessage();

        Assert.Equal("(secret)(secret), PASS+word, (secret)", SentSecrets.Mask(request, "pass wordtoken, PASS+word, pass%20WORD"));
    }

    [Fact]
    public async Task Of_an_assertion_or_a_token_to_revoke_nothing_is_shown()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "https://acme.my.salesforce.com")
        {
            Content = new SecretFormContent().Add("token", "of no known form"u8.ToArray()),
        };

        Assert.Equal("token=(secret)", SentSecrets.Mask(request, await request.Content.ReadAsStringAsync(Guard.Stop)));
        Assert.Equal("(secret)?", SentSecrets.Mask(request, "of no known form?"));
    }

    [Property(MaxTest = 500)]
    public void A_text_is_as_before_but_for_the_secret(string? before, string? after, string? between)
    {
        const string Long = "Se cret+1";
        string Clean(string? text) => (text ?? "").Replace("\r", "", StringComparison.Ordinal);
        string text = $"{Clean(before)}{Long}{Clean(between)}{Long.ToUpperInvariant()}{Clean(after)}";

        Assert.Equal($"{Clean(before)}(secret){Clean(between)}(secret){Clean(after)}", SentSecrets.Mask(text, Long.AsSpan()));
    }

    [Theory]
    [InlineData("secret", "a (secret), a (secret)")]
    [InlineData("a s", "a secret, a secret")]
    [InlineData("", "a secret, a secret")]
    [InlineData(", a ", "a secret(secret)secret")]
    public void What_is_shorter_than_four_characters_is_left(string secret, string masked) =>
        Assert.Equal(masked, SentSecrets.Mask("a secret, a secret", secret.AsSpan()));

    [Fact]
    public void A_header_of_another_kind_is_no_pair()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "https://acme.my.salesforce.com");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("no pair")));

        Assert.Equal("(secret) or else", SentSecrets.Mask(request, "no pair or else"));
    }
}
