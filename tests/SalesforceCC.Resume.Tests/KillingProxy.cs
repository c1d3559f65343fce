using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SalesforceCC.Resume.Tests;

/// <summary>Stands between a worker and the org, and kills the worker at a point of the way.</summary>
internal sealed class KillingProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _org;
    private readonly Uri _upstream;
    private int _points;
    private int _killAt;
    private Func<Task>? _kill;

    private KillingProxy(WebApplication app, Uri upstream)
    {
        _app = app;
        _upstream = upstream;
        _org = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        app.Run(ForwardAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<KillingProxy> StartAsync(Uri org)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(static k => k.Limits.MaxRequestBodySize = null);
        KillingProxy proxy = new(builder.Build(), org);
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>From now on, kills at the n-th point; 0: never.</summary>
    public void Arm(int killAt, Func<Task>? kill)
    {
        _points = 0;
        _kill = kill;
        _killAt = killAt;
    }

    public async ValueTask DisposeAsync()
    {
        _org.Dispose();
        await _app.DisposeAsync();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        if (await ReachAsync(KillPoint.BeforeOrg))
            throw new OperationCanceledException();
        using HttpRequestMessage request = new(new HttpMethod(context.Request.Method), new Uri(_upstream, context.Request.Path + context.Request.QueryString));
        body.Position = 0;
        request.Content = new StreamContent(body);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Headers)
        {
            if (name is not ("Host" or "Connection" or "Transfer-Encoding" or "Expect") && !request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        if (body.Length == 0 && context.Request.ContentType is null)
            request.Content = null;
        using HttpResponseMessage response = await _org.SendAsync(request);
        byte[] answer = await response.Content.ReadAsByteArrayAsync();
        if (await ReachAsync(KillPoint.AfterOrg))
            throw new OperationCanceledException();
        context.Response.StatusCode = (int)response.StatusCode;
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
            if (name is not ("Transfer-Encoding" or "Connection" or "Date" or "Server"))
                context.Response.Headers[name] = values.ToArray();
        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
            return;
        context.Response.ContentLength = answer.Length;
        int half = answer.Length / 2;
        await context.Response.Body.WriteAsync(answer.AsMemory(0, half));
        await context.Response.Body.FlushAsync();
        if (await ReachAsync(KillPoint.InAnswer))
            throw new OperationCanceledException();
        await context.Response.Body.WriteAsync(answer.AsMemory(half));
    }

    private async Task<bool> ReachAsync(KillPoint _)
    {
        if (Interlocked.Increment(ref _points) != Volatile.Read(ref _killAt))
            return false;
        await _kill!();
        return true;
    }
}
