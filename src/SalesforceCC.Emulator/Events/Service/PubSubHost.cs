using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>The Pub/Sub API in the web server, beside everything else.</summary>
internal static class PubSubHost
{
    /// <summary>Documented for one connection.</summary>
    public const int MostStreams = 1_000;

    private const string Path = "/eventbus.v1.PubSub/";

    /// <summary>More than a message may have, so that the service itself can refuse it.</summary>
    private const int MostBytesRead = 64 * 1024 * 1024;

    public static void AddTo(IServiceCollection services, Org org)
    {
        services.AddSingleton(org);
        services.AddSingleton<PubSubService>();
        services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MostBytesRead;
            options.MaxSendMessageSize = null;
        });
    }

    public static bool Serves(HttpContext context) => CallReader.PathOf(context).StartsWith(Path, StringComparison.Ordinal);

    public static void Map(IApplicationBuilder app)
    {
        app.UseRouting();
#pragma warning disable ASP0014 // The routes are those of this branch, not of the whole host.
        app.UseEndpoints(routes => routes.MapGrpcService<PubSubService>());
#pragma warning restore ASP0014
    }
}
