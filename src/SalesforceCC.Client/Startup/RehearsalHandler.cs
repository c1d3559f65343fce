using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SalesforceCC.Startup;

/// <summary>Responds to the requests of a <see cref="Rehearsal"/> from memory, but as a network does: later, and in gzip.</summary>
internal sealed class RehearsalHandler : HttpMessageHandler
{
    private const string SecondPage = "/services/data/v68.0/query/0r8000000000000AAA-200";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        HttpResponseMessage response = new(HttpStatusCode.OK) { RequestMessage = request, Content = Pack(Respond(request.RequestUri!.AbsolutePath)) };
        response.Headers.TryAddWithoutValidation("Sforce-Limit-Info", "api-usage=1/15000");
        return response;
    }

    private static string Respond(string path) =>
        path.EndsWith("/token", StringComparison.Ordinal) ? RehearsalResponses.Token()
        : path.EndsWith("/describe", StringComparison.Ordinal) ? RehearsalResponses.Describe
        : RehearsalResponses.Page(path == SecondPage ? null : SecondPage);

    private static StreamContent Pack(string text)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            gzip.Write(bytes, 0, bytes.Length);
        }

        packed.Position = 0;
        StreamContent content = new(packed);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "UTF-8" };
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
