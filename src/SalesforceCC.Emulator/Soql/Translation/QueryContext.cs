using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Schema;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>What a translation depends on besides the statement.</summary>
/// <param name="Soql">The statement, for errors.</param>
/// <param name="Schema">The org's objects.</param>
/// <param name="Today">What TODAY means, in the zone.</param>
/// <param name="Zone">The time zone of who asks.</param>
/// <param name="IncludeDeleted">Deleted rows count too.</param>
/// <param name="UserId">Who asks; null: the org itself.</param>
internal sealed record QueryContext(
    string Soql, OrgSchema Schema, DateOnly Today, TimeZoneInfo Zone, bool IncludeDeleted, string? UserId)
{
    public SalesforceError Malformed(int position, string reason) =>
        Syntax.SoqlErrors.Malformed(Soql, position, reason);

    public SalesforceError InvalidField(int position, string reason) =>
        Syntax.SoqlErrors.At(Soql, position, "INVALID_FIELD", reason);

    public SObjectType FindType(int position, string name) =>
        Schema.Find(name) switch
        {
            null => throw Syntax.SoqlErrors.NoSuchObject(Soql, position, name),
            { IsEvent: true } type => throw new SalesforceError(
                400, "INVALID_TYPE_FOR_OPERATION", $"entity type {type.Name} does not support query"),
            { } type => type,
        };
}
