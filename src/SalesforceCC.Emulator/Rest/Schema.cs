using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Finds what a path names.</summary>
internal static class Schema
{
    /// <summary>The object of the <c>{type}</c> segment.</summary>
    /// <exception cref="SalesforceError">NOT_FOUND; for platform events, which have no rows, INVALID_TYPE_FOR_OPERATION.</exception>
    public static SObjectType TypeOf(this OrgStore store, Call call) => store.AnyTypeOf(call) is { IsEvent: false } type
        ? type
        : throw new SalesforceError(
            400, "INVALID_TYPE_FOR_OPERATION", $"entity type {call.Values["type"]} does not support this operation");

    /// <summary>The same, where platform events are meant as well.</summary>
    /// <exception cref="SalesforceError">NOT_FOUND.</exception>
    public static SObjectType AnyTypeOf(this OrgStore store, Call call) =>
        store.FindType(call.Values["type"], call.UserId) ?? throw RouteTable.NotFound();
}
