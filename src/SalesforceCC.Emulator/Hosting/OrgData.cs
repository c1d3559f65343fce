using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Hosting;

/// <summary>A store and the two users that the rest of the org needs to know.</summary>
internal sealed record OrgData(OrgStore Store, string RunAsUserId, string AdminUserId)
{
    public static OrgData Create(EmulatorOptions options, TimeProvider clock)
    {
        OrgStore store = OrgStore.Create(new OrgStoreOptions
        {
            Clock = clock,
            Seed = options.Seed,
            Rows = options.Rows,
            SchemaPath = options.SchemaPath,
        });
        return new(store, store.RunAsUserId, store.AdminUserId);
    }
}
