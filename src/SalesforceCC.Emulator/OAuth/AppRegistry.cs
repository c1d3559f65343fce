using System.Collections.Concurrent;
using System.Security.Cryptography;
using SalesforceCC.Emulator.Credentials;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>The apps of the org. Their ids stay; their keys change when they are rotated.</summary>
internal sealed class AppRegistry
{
    private const string KeyCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
    private const string AppPrefix = "0xI";
    private const string ConsumerPrefix = "888";
    private const string StagedPrefix = "1DS";

    private readonly ConcurrentDictionary<string, ConnectedApp> _apps = new();
    private readonly TimeProvider _clock;
    private readonly string _defaultId;
    private readonly Action<ConnectedApp> _changed;
    private int _rows;

    public AppRegistry(ConnectedApp defaultApp, TimeProvider clock, Action<ConnectedApp> changed)
    {
        _clock = clock;
        _changed = changed;
        _defaultId = Put(defaultApp).Id;
    }

    /// <summary>The app this org was started with, in its present state.</summary>
    public ConnectedApp Default => _apps[_defaultId];

    public IEnumerable<ConnectedApp> All => _apps.Values;

    /// <summary>
    /// The app with a key, as seen through that key: a staged pair, and a pair rotated out, stand for the app too until
    /// they expire.
    /// </summary>
    public ConnectedApp? Find(string? consumerKey)
    {
        foreach (ConnectedApp app in _apps.Values)
        {
            if (app.ConsumerKey == consumerKey)
                return app;
            if (app.Staged is { } staged && staged.Key == consumerKey && !staged.HasExpired(_clock.GetUtcNow())
                && (staged.State == StagedState.Rotated || app.AcceptsStagedPair))
            {
                return app with { ConsumerKey = staged.Key, ConsumerSecret = staged.Secret };
            }
        }

        return null;
    }

    /// <summary>Adds an app, which gets its ids here, or changes one.</summary>
    public ConnectedApp Put(ConnectedApp app)
    {
        if (app.Id.Length == 0)
        {
            int row = Interlocked.Increment(ref _rows);
            app = app with { Id = SalesforceId.Create(AppPrefix, row), ConsumerId = SalesforceId.Create(ConsumerPrefix, row) };
        }

        _apps[app.Id] = app;
        _changed(app);
        return app;
    }

    public string NewStagedId() => SalesforceId.Create(StagedPrefix, Interlocked.Increment(ref _rows));

    /// <summary>New in every org, and in the form of real ones: clients may check it.</summary>
    public static string NewKey() => "3MVG9" + RandomNumberGenerator.GetString(KeyCharacters, 80);

    public static string NewSecret() => RandomNumberGenerator.GetHexString(64);
}
