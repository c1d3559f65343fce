using System.Globalization;
using System.Text;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>Answers that break off or lie, each as the bytes that do it.</summary>
internal static class BrokenReply
{
    private const string Type = "application/json;charset=UTF-8";

    /// <summary>The connection ends without a byte.</summary>
    public static Reply BeforeHeaders { get; } = new(false);

    /// <summary>The connection is reset in place of an answer.</summary>
    public static Reply Reset { get; } = new(false, static (stream, _) =>
    {
        System.Net.Sockets.Socket socket = ((System.Net.Sockets.NetworkStream)stream).Socket;
        socket.LingerState = new System.Net.Sockets.LingerOption(true, 0);
        socket.Close();
        return Task.CompletedTask;
    });

    public static Reply WithinHeaders { get; } = new(false, Reply.Write("HTTP/1.1 200 OK\r\nContent-Ty"u8.ToArray()));

    /// <summary>Nothing comes, for as long as the server lives.</summary>
    public static Reply Never { get; } = new(false, (_, stop) => Task.Delay(Timeout.Infinite, stop));

    /// <summary>Half of the body that the length promises.</summary>
    public static Reply WithinBody(string json) => new(
        false,
        Reply.Write(Reply.Head(200, Type, Length(json))),
        Reply.Write(Half(json)));

    /// <summary>The headers, and then nothing.</summary>
    public static Reply NeverABody(string json) => new(
        false, Reply.Write(Reply.Head(200, Type, Length(json))), (_, stop) => Task.Delay(Timeout.Infinite, stop));

    /// <summary>A first chunk and no last one.</summary>
    public static Reply WithinChunks(string json) => new(
        false,
        Reply.Write(Reply.Head(200, Type, ("Transfer-Encoding", "chunked"))),
        Reply.Write(Reply.Chunk(Half(json))));

    /// <summary>A length that is less than what the JSON needs, on a connection that stays.</summary>
    public static Reply ShortLength(string json) => Reply.Of(200, Type, Half(json)).ThenClose();

    /// <summary>Chunks that end as they should, around gzip that does not.</summary>
    public static Reply WithinGzip(string text, int missing) => Gzip(Reply.Gzip(text)[..^missing]);

    /// <summary>Said to be gzip, and is not.</summary>
    public static Reply NotGzip(string json) => Gzip(Encoding.UTF8.GetBytes(json));

    private static Reply Gzip(byte[] bytes) => new(
        true,
        Reply.Write(Reply.Head(200, Type, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))),
        Reply.Write(Reply.Chunk(bytes)),
        Reply.Write(Reply.LastChunk));

    private static byte[] Half(string json) => Encoding.UTF8.GetBytes(json[..(json.Length / 2)]);

    private static (string Name, string Value) Length(string json) =>
        ("Content-Length", Encoding.UTF8.GetByteCount(json).ToString(CultureInfo.InvariantCulture));
}
