using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Finds what a path names.</summary>
internal static class Schema
{
    /// <summary>The object of the <c>{type}</c> segment.</summary>
    /// <exception cref="SalesforceError">NOT_FOUND.</exception>
    public static SObjectType TypeOf(this OrgStore store, Call call) =>
        store.FindType(call.Values["type"], call.UserId) ?? throw RouteTable.NotFound();
}
