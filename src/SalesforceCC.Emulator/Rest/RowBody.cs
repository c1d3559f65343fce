using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// The body of a request about one row. What the URL says already, the id or the key, must not stand there again; in
/// collections, where no URL names the row, the id belongs into it.
/// </summary>
internal static class RowBody
{
    /// <summary>The row, without its id.</summary>
    /// <exception cref="SalesforceError">INVALID_FIELD: the body has the id or <paramref name="key"/>.</exception>
    public static JsonElement Read(Call call, string? key = null)
    {
        JsonElement body = call.ReadObject();
        foreach (JsonProperty member in body.EnumerateObject())
        {
            foreach (string? name in new[] { "Id", key })
            {
                if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    throw new SalesforceError(
                        400, "INVALID_FIELD", $"The {name} field should not be specified in the sobject data.");
                }
            }
        }

        return body;
    }
}
