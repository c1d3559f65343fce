using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>The org's users: their rows, and what has been taken away from them.</summary>
internal sealed class UserDirectory(IOrgStore store)
{
    private readonly ConcurrentDictionary<string, UserAccess> _access = new();

    public User Get(string id)
    {
        var type = store.FindType("User") ?? throw RouteTable.NotFound();
        using var buffer = new PooledBuffer();
        using (var writer = ApiJson.WriterTo(buffer))
            store.WriteRow(writer, type, id, null, "");
        using var row = JsonDocument.Parse(buffer.Written);
        return new User(row.RootElement.Clone());
    }

    public UserAccess AccessOf(string id) => _access.GetValueOrDefault(id) ?? UserAccess.Full;

    public void SetAccess(string id, UserAccess access) => _access[id] = access;

    public bool MayLogIn(string id)
    {
        var access = AccessOf(id);
        return !access.Frozen && (access.Active ?? Get(id).IsActive);
    }
}
