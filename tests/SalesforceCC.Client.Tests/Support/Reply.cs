using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>An answer as the bytes and pauses it is made of; <see cref="BrokenReply"/> has those that go wrong.</summary>
internal sealed class Reply(bool keepsConnection, params Func<Stream, CancellationToken, Task>[] steps)
{
    public bool KeepsConnection { get; } = keepsConnection;

    public int Status { get; private init; }

    /// <summary>The JSON that is answered, where it is answered whole.</summary>
    public string? Body { get; private init; }

    public static Reply NoContent { get; } = Of(204, null, []);

    /// <summary>JSON, which is sent as Salesforce sends it.</summary>
    public static Reply Json(string json, int status = 200, params (string Name, string Value)[] headers) =>
        new(true, Of(status, "application/json;charset=UTF-8", Encoding.UTF8.GetBytes(json), headers).WriteAsync) { Status = status, Body = json };

    /// <summary>An error of the REST API.</summary>
    public static Reply Error(int status, string code, string message, params (string Name, string Value)[] headers) =>
        Json($$"""[{"message":"{{message}}","errorCode":"{{code}}"}]""", status, headers);

    public static Reply Text(string text, int status = 200, string type = "text/plain") =>
        Of(status, type, Encoding.UTF8.GetBytes(text));

    /// <summary>Compressed and in chunks, as real orgs answer.</summary>
    public static Reply GzipJson(string json, params (string Name, string Value)[] headers) =>
        new(true, Write(Head(200, "application/json;charset=UTF-8", [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"), .. headers])), Write(Chunk(Gzip(json))), Write(LastChunk)) { Status = 200, Body = json };

    public static Reply Of(int status, string? type, byte[] body, params (string Name, string Value)[] headers) =>
        new(true, Write(Head(status, type, [("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)), .. headers])), Write(body));

    /// <summary>The same answer, and then the end of the connection.</summary>
    public Reply ThenClose() => new(false, steps);

    /// <summary>The same answer, but not before the task has ended.</summary>
    public Reply After(Task released) => new(KeepsConnection, [(_, stop) => released.WaitAsync(stop), .. steps]) { Status = Status, Body = Body };

    /// <summary>The same answer, and something that happens when it is over, one way or another.</summary>
    public Reply Then(Action happens) => new(KeepsConnection, async (stream, stop) =>
    {
        try
        {
            await WriteAsync(stream, stop);
        }
        finally
        {
            happens();
        }
    });

    public async Task WriteAsync(Stream stream, CancellationToken stop)
    {
        foreach (Func<Stream, CancellationToken, Task> step in steps)
            await step(stream, stop);
    }

    internal static byte[] LastChunk { get; } = Encoding.ASCII.GetBytes("0\r\n\r\n");

    internal static Func<Stream, CancellationToken, Task> Write(byte[] bytes) => async (stream, stop) =>
    {
        await stream.WriteAsync(bytes, stop);
        await stream.FlushAsync(stop);
    };

    internal static byte[] Head(int status, string? type, params (string Name, string Value)[] headers)
    {
        StringBuilder head = new($"HTTP/1.1 {status} Status{status}\r\n");
        if (type is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\n");
        foreach ((string name, string value) in headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }

    internal static byte[] Chunk(byte[] bytes) =>
        [.. Encoding.ASCII.GetBytes($"{bytes.Length:X}\r\n"), .. bytes, (byte)'\r', (byte)'\n'];

    internal static byte[] Gzip(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
