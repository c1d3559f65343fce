using System.Net;
using System.Net.Http.Headers;

namespace SalesforceCC.Http;

/// <summary>
/// How much of a download is there, and of which version of the resource: a further send asks for the rest of that
/// version alone, and gets the whole anew where the server has another by then, or does not know parts.
/// </summary>
internal sealed class DownloadPosition
{
    private EntityTagHeaderValue? _version;

    /// <summary>Bytes that are there; whoever writes them counts them.</summary>
    public long Received { get; set; }

    /// <summary>
    /// Looks at a response before its body is read. False: the body is the whole, and what was received is worth nothing.
    /// </summary>
    /// <exception cref="SfException">INVALID_RESPONSE: a part that was not asked for.</exception>
    public bool Continues(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            if (_version is not null && Received > 0 && response.Content.Headers.ContentRange?.From == Received)
                return true;
            throw new SfException(SfErrorCodes.InvalidResponse, "The response is a part of the file that was not asked for.") { Final = true };
        }

        // Parts are counted in what is sent, which is not what is written where it came packed.
        Forget();
        if (response.Content is not TimedContent { WasPacked: true } && response.Headers.ETag is { IsWeak: false } version)
            _version = version;
        return false;
    }

    /// <summary>Begins anew.</summary>
    public void Forget()
    {
        _version = null;
        Received = 0;
    }

    /// <summary>Asks for what is missing, where part of a known version is there.</summary>
    public void AskForRest(HttpRequestMessage message)
    {
        if (_version is null || Received == 0)
            return;
        message.Headers.Range = new RangeHeaderValue(Received, null);
        message.Headers.IfRange = new RangeConditionHeaderValue(_version);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
    }
}
