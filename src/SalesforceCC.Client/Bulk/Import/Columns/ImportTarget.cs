using SalesforceCC.Describe;

namespace SalesforceCC.Bulk;

/// <summary>The object that rows go to, and what is asked of it before anything is sent.</summary>
internal static class ImportTarget
{
    /// <summary>Describes the object, and checks what is to be done with it.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER; any failure of the describe.</exception>
    public static async Task<ObjectDescription> FindAsync(SfSession session, ImportSettings settings, CancellationToken stop)
    {
        ObjectDescription type = await session.Schema.GetAsync(settings.Type, stop).ConfigureAwait(false);
        if ((settings.Operation == BulkOperation.Upsert) != (settings.KeyField is not null))
            throw Invalid(settings.KeyField is null
                ? "An upsert needs a key field, by which records are found."
                : $"{settings.Operation} uses no key field: it is for upserts.");
        if (settings.KeyField is { } key)
        {
            SfField field = type.Field(key) ?? throw Invalid($"The key field '{key}' is unknown, or not visible to the user. Records of {type.Name} can be found by {Keys(type)}.");
            if (!field.IdLookup && !field.ExternalId && field.Type != "id")
                throw Invalid($"Records of {type.Name} cannot be found by the key field '{field.Name}', only by {Keys(type)}.");
        }

        bool isAllowed = settings.Operation switch
        {
            BulkOperation.Insert => type.Facts.Createable,
            BulkOperation.Update => type.Facts.Updateable,
            BulkOperation.Upsert => type.Facts.Createable || type.Facts.Updateable,
            _ => type.Facts.Deletable,
        };
        return isAllowed ? type : throw new SfException(
            "INSUFFICIENT_ACCESS", $"The user may not {settings.Operation.ToString().ToUpperInvariant()} records of {type.Name}, or nobody may.");
    }

    private static string Keys(ObjectDescription type) => string.Join(", ", type.Fields.Where(static f => f.IdLookup || f.ExternalId).Select(static f => f.Name));

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message) { Final = true };
}
