using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using SalesforceCC.Emulator.Events.Service;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Faults;

/// <summary>
/// Spoils a call of gRPC while it runs: such a call may last for days, so that its responses are not kept back as those of other
/// requests are, but let through one by one until the one that is not to arrive, or only half of it.
/// </summary>
internal sealed class MessageCut : IHttpResponseBodyFeature
{
    private readonly HttpContext _context;
    private readonly IHttpResponseBodyFeature _wire;
    private readonly MessageCutStream _stream;
    private readonly PipeWriter _writer;

    private MessageCut(HttpContext context, Fault fault, IHttpResponseBodyFeature wire)
    {
        _context = context;
        _wire = wire;
        _stream = new MessageCutStream(wire.Stream, fault.Messages, sendsHalf: fault.TruncateBody || fault.Drop == DropPoint.MidBody, () => EndAsync(fault));
        _writer = PipeWriter.Create(_stream, new StreamPipeWriterOptions(leaveOpen: true));
    }

    public Stream Stream => _stream;

    public PipeWriter Writer => _writer;

    public static bool Meets(HttpContext context, Fault fault) => PubSubHost.Serves(context) && (fault.Drop is not null || fault.TruncateBody);

    public static async Task SpoilAsync(HttpContext context, Fault fault, Func<Task> next)
    {
        IHttpResponseBodyFeature wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        if (fault.Drop == DropPoint.Trailers)
        {
            await next();
            context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers.Clear();
            if (!context.Response.HasStarted) context.Response.Headers.Remove("grpc-status");
            return;
        }

        MessageCut cut = new(context, fault, wire);
        context.Features.Set<IHttpResponseBodyFeature>(cut);
        try
        {
            await next();
        }
        finally
        {
            context.Features.Set(wire);
        }

        // A call that failed has no response at all: it ends where its first one would have been.
        if (!context.IsCut() && !context.Response.HasStarted) await cut.EndAsync(fault);
    }

    public void DisableBuffering() => _wire.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task CompleteAsync() => _wire.CompleteAsync();

    private async Task EndAsync(Fault fault)
    {
        // After: nothing of this response is sent, and no headers where it is the first.
        if (fault.Drop != DropPoint.After)
        {
            await _wire.StartAsync(_context.RequestAborted);
            await _wire.Stream.FlushAsync(_context.RequestAborted);
        }

        if (fault.TruncateBody)
        {
            await _wire.CompleteAsync();
            return;
        }

        // What is in the client's hands when the stream is cut, it may throw away with it.
        await Task.Delay(100, _context.RequestAborted);
        _context.Cut(fault.ResetCode, fault.Connection);
    }
}
