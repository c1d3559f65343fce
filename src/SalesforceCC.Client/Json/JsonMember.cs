using System.Text.Json;

namespace SalesforceCC.Json;

/// <summary>Members of an object in a response, which may be missing or of another kind than expected.</summary>
internal static class JsonMember
{
    /// <summary>The text of a member; null where the element is no object, or has no such text.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: the text is not UTF-8, which a document finds only when it is read.</exception>
    public static string? Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException e)
        {
            throw new SfException(SfErrorCodes.InvalidResponse, "The response holds text that is not UTF-8.", e);
        }
    }
}
