using System.Net.Http.Headers;

namespace SalesforceCC.Http;

/// <summary>
/// The body of a request: opened once a send, never kept in memory by itself. What reads a file may be opened as often
/// as need be; what comes from a pipeline but once.
/// </summary>
internal sealed class RequestBody
{
    private readonly Func<HttpContent> _open;
    private HttpContent? _unused;
    private bool _opened;

    /// <param name="open">Makes the content; its length and type are the content's own.</param>
    public RequestBody(Func<HttpContent> open) => _open = open;

    /// <summary>It can be opened again and is the same then. Otherwise it is sent once, and only when that is sure to count.</summary>
    public bool IsReplayable { get; init; } = true;

    /// <summary>Told how many bytes the network has taken in this send; on any thread.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>There is a content to send: always, or as long as the only one has not been read.</summary>
    public bool CanOpen => IsReplayable || !_opened || _unused is not null;

    /// <summary>Bytes, as they are.</summary>
    public static RequestBody Of(byte[] bytes, string mediaType) => new(() => Typed(new ByteArrayContent(bytes), mediaType));

    /// <summary>What a stream holds. Each send opens one, and closes it.</summary>
    /// <param name="open">Opens the stream at its start.</param>
    /// <param name="mediaType">The content type.</param>
    /// <param name="length">Its length; null: what the stream tells, or not known.</param>
    /// <param name="isReplayable">The stream can be opened again.</param>
    /// <param name="progress">Told how many bytes the network has taken.</param>
    public static RequestBody Of(Func<Stream> open, string mediaType, long? length = null, bool isReplayable = true, Action<long>? progress = null) =>
        new(() =>
        {
            HttpContent content = Typed(new StreamContent(open()), mediaType);
            if (length is not null)
                content.Headers.ContentLength = length;
            return content;
        })
        {
            IsReplayable = isReplayable,
            Progress = progress,
        };

    /// <summary>The content for one send.</summary>
    /// <exception cref="SfException">BODY_NOT_READ.</exception>
    public HttpContent Open()
    {
        if (!CanOpen)
            throw new InvalidOperationException("This body can be opened once only.");
        HttpContent content;
        try
        {
            content = _unused ?? _open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw NotRead(e);
        }

        _unused = null;
        _opened = true;
        return new SentContent(content, this);
    }

    /// <summary>The failure of a body's source.</summary>
    public static SfException NotRead(Exception e)
    {
        while (e is HttpRequestException { InnerException: { } cause })
            e = cause;
        return e as SfException ?? new SfException(SfErrorCodes.BodyNotRead, $"The body of the request cannot be read: {e.Message}", e);
    }

    /// <summary>Takes a content back that nobody has read from; false: it need not be kept.</summary>
    public bool TakeBack(HttpContent unused)
    {
        if (!IsReplayable)
            _unused = unused;
        return !IsReplayable;
    }

    private static HttpContent Typed(HttpContent content, string mediaType)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }
}
