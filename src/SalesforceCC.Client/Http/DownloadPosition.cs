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
    private bool _wasPacked;

    /// <summary>Bytes that are there; whoever writes them counts them.</summary>
    public long Received { get; set; }

    /// <summary>How long the whole is; null: nobody has said.</summary>
    public long? Length { get; init; }

    /// <summary>
    /// It may go on where the server tells no version, too: whoever reads it sees in the end whether the parts fit together.
    /// </summary>
    public bool MayGoOnUntold { get; init; }

    /// <summary>It has gone on so.</summary>
    public bool WentOnUntold { get; private set; }

    private bool AsksForRest => Received > 0 && (_version is not null || (MayGoOnUntold && !_wasPacked && Received < Length));

    /// <summary>
    /// Looks at a response before its body is read. False: the body is the whole, and what was received is worth nothing.
    /// </summary>
    /// <exception cref="SfException">INVALID_RESPONSE: a part that was not asked for.</exception>
    public bool Continues(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            if (AsksForRest && response.Content.Headers.ContentRange is { } range && range.From == Received)
            {
                // Another file is there by now, or nobody says so.
                if (_version is null && range.Length != Length)
                    throw WrongLength(range.Length);
                WentOnUntold |= _version is null;
                return true;
            }

            throw new SfException(SfErrorCodes.InvalidResponse, "The response is a part of the file that was not asked for.") { Final = true };
        }

        // Parts are counted in what is sent, which is not what is written where it came packed.
        Forget();
        _wasPacked = response.Content is TimedContent { WasPacked: true };
        if (!_wasPacked && response.Headers.ETag is { IsWeak: false } version)
            _version = version;
        return false;
    }

    /// <summary>Begins anew.</summary>
    public void Forget()
    {
        _version = null;
        WentOnUntold = false;
        Received = 0;
    }

    /// <summary>The body that ends here is the whole.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: it is not as long as was said. It begins anew.</exception>
    public void CheckLength()
    {
        if (Length is not null && Length != Received)
            throw WrongLength(Received);
    }

    /// <summary>Asks for what is missing, where part of a known version is there.</summary>
    public void AskForRest(HttpRequestMessage message)
    {
        if (!AsksForRest)
            return;
        message.Headers.Range = new RangeHeaderValue(Received, null);
        if (_version is not null)
            message.Headers.IfRange = new RangeConditionHeaderValue(_version);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
    }

    private SfException WrongLength(long? found)
    {
        Forget();
        return new SfException(
            SfErrorCodes.InvalidResponse, FormattableString.Invariant($"The response has {found} bytes of a file that has {Length} bytes according to Salesforce."))
        { MayPass = true };
    }
}
