using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>The apps of the org by consumer key.</summary>
internal sealed class AppRegistry
{
    private const string KeyCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

    private readonly ConcurrentDictionary<string, ConnectedApp> _apps = new();
    private readonly string _defaultKey;

    public AppRegistry(ConnectedApp defaultApp)
    {
        _defaultKey = defaultApp.ConsumerKey;
        Put(defaultApp);
    }

    /// <summary>The app this org was started with, in its present state.</summary>
    public ConnectedApp Default => _apps[_defaultKey];

    public IEnumerable<ConnectedApp> All => _apps.Values;

    public ConnectedApp? Find(string? consumerKey) => consumerKey is null ? null : _apps.GetValueOrDefault(consumerKey);

    public void Put(ConnectedApp app) => _apps[app.ConsumerKey] = app;

    /// <summary>New in every org, and in the form of real ones: clients may check it.</summary>
    public static string NewKey() => "3MVG9" + RandomNumberGenerator.GetString(KeyCharacters, 80);

    public static string NewSecret() => RandomNumberGenerator.GetHexString(64);
}
