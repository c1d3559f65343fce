using System.Collections.Immutable;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>The apps that were deployed, by API name. What they mean to the token endpoint is in the registry.</summary>
internal sealed class AppCatalog(AppRegistry registry)
{
    private readonly Dictionary<string, string> _consumers = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableDictionary<string, AppMetadata> Apps { get; private set; } =
        ImmutableDictionary.Create<string, AppMetadata>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes what a deployment has changed true.</summary>
    public void Commit(ImmutableDictionary<string, AppMetadata> apps)
    {
        foreach (AppMetadata app in apps.Values.Where(a => !Apps.ContainsValue(a)))
        {
            // Its key and secret may have been rotated since.
            ConnectedApp? present = _consumers.TryGetValue(app.Name, out string? id)
                ? registry.All.FirstOrDefault(c => c.Id == id)
                : null;
            if (app.ToConsumer(present) is { } consumer)
                _consumers[app.Name] = registry.Put(consumer).Id;
        }

        Apps = apps;
    }
}
