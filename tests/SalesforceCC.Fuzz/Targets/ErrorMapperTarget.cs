using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Net.Sockets;
using System.Text;
using SalesforceCC.Auth;
using SalesforceCC.Fuzz.Running;
using SalesforceCC.Fuzz.Inputs;
using SalesforceCC.Http;
using SalesforceCC.Query;

namespace SalesforceCC.Fuzz.Targets;

/// <summary>
/// Whatever is answered, and whatever the network does, comes out as one kind of exception, with a code and a reason,
/// and without the secrets that the request carried.
/// </summary>
internal sealed class ErrorMapperTarget : FuzzTarget
{
    private static readonly int[] s_statuses = [300, 301, 302, 304, 307, 400, 401, 403, 404, 405, 409, 412, 415, 420, 429, 500, 502, 503, 504, 599];

    public override string Name => "ErrorMapper";

    public override FuzzInput Next(Random random)
    {
        string token = Token(random);
        byte[] body = RandomErrorBody.Any(random, () => random.Of(token, "Bearer " + token, Uri.EscapeDataString(token)));
        int kind = random.Next(10);
        if (kind == 0)
        {
            Exception failure = Failure(random, 0);
            string? proxy = random.Percent(50) ? "http://proxy.example:3128" : null;
            return new FuzzInput(failure.ToString, () => CheckTransport(failure, proxy));
        }

        HttpStatusCode status = (HttpStatusCode)random.Of<int>(s_statuses);
        string reason = random.Of("Bad Request", "", token.Replace('!', ' '));
        string? retryAfter = random.Percent(20) ? random.Of("5", "-1", "99999999999999999999", "Wed, 21 Oct 2015 07:28:00 GMT", "x", "") : null;
        return new FuzzInput(() => $"{(int)status} {token}\n{Characters.Show(body)}", () => kind switch
        {
            1 => CheckTokenResponse(body),
            2 => CheckComposite(body),
            _ => CheckAnswerAsync(status, reason, retryAfter, body, token),
        });
    }

    private static string Token(Random random)
    {
        string Part(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => random.Of<char>("abcXYZ0189._"))) + "Q";
        return random.Percent(60) ? $"00D000000000001AAA!{Part(30)}" : random.Percent(50) ? $"00D000000000001!{Part(80)}" : $"eyJ{Part(8).Replace('.', '_')}.{Part(20).Replace('.', '-')}.{Part(30).Replace('.', '-')}";
    }

    private static async Task CheckAnswerAsync(HttpStatusCode status, string reason, string? retryAfter, byte[] body, string token)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "https://acme.my.salesforce.com/services/data/v68.0/query?q=x");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage response = new(status) { ReasonPhrase = reason, Content = new ByteArrayContent(body) };
        if (retryAfter is not null)
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        await SessionEnded.SaysAsync(response, CancellationToken.None);
        SfException failure = await ErrorReader.ReadAsync(request, response, TimeProvider.System, CancellationToken.None);
        CheckFailure(failure, token);
        Must.Equal(status, failure.StatusCode, "Another status.");
        Must.Hold(failure.RetryAfter is null || failure.RetryAfter >= TimeSpan.Zero, "A wait that is over before it begins.");
    }

    private static void CheckFailure(SfException failure, string token)
    {
        Must.Hold(!string.IsNullOrWhiteSpace(failure.Code), "A failure without a code.");
        Must.Hold(!string.IsNullOrWhiteSpace(failure.Message), "A failure without a message.");
        string all = $"{failure}\n{failure.Code}\n{failure.Request}\n{string.Join('\n', failure.Fields)}\n{string.Join('\n', failure.Errors)}\n{failure.Body}";
        Must.Hold(!all.Contains(token, StringComparison.Ordinal), $"The token is in the failure: {all}");
    }

    private static Task CheckTokenResponse(byte[] body)
    {
        try
        {
            Must.Hold(TokenResponse.Parse(body).AccessToken.Length > 0, "A token answer without a token.");
        }
        catch (SfException e)
        {
            Must.Equal(SfErrorCodes.InvalidResponse, e.Code, "Another code.");
        }

        return Task.CompletedTask;
    }

    private static Task CheckComposite(byte[] body)
    {
        byte[] answer = [.. "{\"compositeResponse\":[{\"httpStatusCode\":400,\"body\":"u8, .. body, .. "}]}"u8];
        foreach (byte[] json in new[] { body, answer })
        {
            try
            {
                CompositeQuery.Unwrap(json);
            }
            catch (SfException e)
            {
                CheckFailure(e, "\uffff");
            }
        }

        return Task.CompletedTask;
    }

    private static Task CheckTransport(Exception cause, string? proxy)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "https://acme.my.salesforce.com/services/oauth2/token");
        using IdleTimer timer = new(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        if (TransportErrors.From(cause, request, timer, proxy) is { } failure)
            CheckFailure(failure, "pa55word");
        else
            Must.Hold(cause is not (HttpRequestException or IOException or InvalidDataException or WebException), "A failure of the network is not known as one.");
        return Task.CompletedTask;
    }

    private static Exception Failure(Random random, int depth)
    {
        Exception? inner = depth < 5 && random.Percent(60) ? Failure(random, depth + 1) : null;
        string message = random.Of("", "x", Characters.Any(random, 60), "proxy");
        return random.Next(9) switch
        {
            0 => new HttpRequestException(message, inner),
            1 => new HttpRequestException(HttpRequestError.ProxyTunnelError, Proxy(random)),
            2 => new HttpRequestException((HttpRequestError)random.Next(14), message, inner),
            3 => new IOException(message, inner),
            4 => new SocketException((int)(SocketError)random.Of(10060, 10061, 10065, 11001, 11002, 11004, 10049, 10051, 1, -1)),
            5 => new AuthenticationException(message, inner),
            6 => new InvalidDataException(message, inner),
            7 => new WebException(message, inner),
            _ => random.Of<Exception>(new TaskCanceledException(message, inner), new TimeoutException(message, inner), new ArgumentException(message, inner)),
        };
    }

    private static string Proxy(Random random) =>
        $"The proxy tunnel request to proxy 'http://user:{random.Of("", "a@", "!:")}pa55word@proxy.example:3128/{Characters.Any(random)}' failed with status code '407'.";
}
