using Microsoft.AspNetCore.Connections.Features;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Faults;

/// <summary>Spoils requests on order, outside of everything that knows what a right answer is.</summary>
internal sealed class FaultMiddleware(FaultTable faults, CancellationToken stopping)
{
    public async Task InvokeAsync(HttpContext context, Func<Task> next)
    {
        if (faults.Take(context.Request.Method, CallReader.PathOf(context)) is not { } fault)
        {
            await next();
            return;
        }

        using CancellationTokenSource ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await Task.Delay(fault.Hang ? Timeout.Infinite : fault.DelayMs, ends.Token);
        }
        catch (OperationCanceledException)
        {
            context.Cut();
            return;
        }

        if (fault.GoAway) context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        await SpoilAsync(context, fault, next);
    }

    private static Task SpoilAsync(HttpContext context, Fault fault, Func<Task> next) => fault switch
    {
        { Drop: DropPoint.Before } => AbortAsync(context, fault),
        { Drop: DropPoint.MidRequest } => AbortUploadAsync(context, fault),
        _ when MessageCut.Meets(context, fault) => MessageCut.SpoilAsync(context, fault, next),
        { Drop: { } point } => DropAsync(context, point, next),
        { Status: { } status } => ReplaceAsync(context, fault, status, next),
        { TruncateBody: true } => TruncateAsync(context, next),
        _ => next(),
    };

    private static Task AbortAsync(HttpContext context, Fault fault)
    {
        context.Cut(fault.ResetCode, fault.Connection);
        return Task.CompletedTask;
    }

    /// <summary>Takes a part of the body, so that the client is in the midst of sending, and hangs up.</summary>
    private static async Task AbortUploadAsync(HttpContext context, Fault fault)
    {
        byte[] buffer = new byte[16 * 1024];
        long wanted = context.Request.ContentLength / 2 ?? 1;
        int read = 1;
        while (wanted > 0 && read > 0)
        {
            read = await context.Request.Body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(wanted, buffer.Length)), context.RequestAborted);
            wanted -= read;
        }

        context.Cut(fault.ResetCode, fault.Connection);
    }

    private static async Task DropAsync(HttpContext context, DropPoint point, Func<Task> next)
    {
        ReadOnlyMemory<byte> body = await CaptureAsync(context, next);
        if (point is DropPoint.Headers or DropPoint.MidBody)
        {
            // The length that will not be reached: without it a body that ends early could pass for a whole one.
            if (body.Length > 0)
                context.Response.ContentLength = body.Length;
            await context.Response.StartAsync(context.RequestAborted);
            if (point == DropPoint.MidBody)
                await context.Response.Body.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);

            // A flush only hands the bytes to the transport, which throws away what it has not yet sent when cut.
            await Task.Delay(100, context.RequestAborted);
        }

        context.Cut();
    }

    private static async Task ReplaceAsync(HttpContext context, Fault fault, int status, Func<Task> next)
    {
        if (fault.Execute)
        {
            await CaptureAsync(context, next);
            context.Response.Headers.Clear();
        }

        context.Response.StatusCode = status;
        foreach ((string? name, string? value) in fault.Headers)
            context.Response.Headers[name] = value;
        if (!fault.Body.IsEmpty)
            await context.Response.Body.WriteAsync(fault.Body, context.RequestAborted);
    }

    private static async Task TruncateAsync(HttpContext context, Func<Task> next)
    {
        ReadOnlyMemory<byte> body = await CaptureAsync(context, next);
        await context.Response.Body.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
    }

    /// <summary>Runs the request and keeps back what it wanted to send.</summary>
    private static async Task<ReadOnlyMemory<byte>> CaptureAsync(HttpContext context, Func<Task> next)
    {
        Stream wire = context.Response.Body;
        using MemoryStream kept = new MemoryStream();
        context.Response.Body = kept;
        try
        {
            await next();
        }
        finally
        {
            context.Response.Body = wire;
        }

        return kept.ToArray();
    }
}
