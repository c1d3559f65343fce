using System.Text.Json;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>A row of User, as the identity service shows it.</summary>
internal sealed class User(JsonElement row)
{
    public string Id => Text("Id") ?? "";

    public string Username => Text("Username") ?? "";

    public string Name => Text("Name") ?? "";

    public string? FirstName => Text("FirstName");

    public string? LastName => Text("LastName");

    public string? Email => Text("Email");

    public string Nickname => Text("CommunityNickname") ?? Text("Alias") ?? Username;

    public string TimeZone => Text("TimeZoneSidKey") ?? "America/Los_Angeles";

    public string Language => Text("LanguageLocaleKey") ?? "en_US";

    public string Locale => Text("LocaleSidKey") ?? "en_US";

    public string UserType => (Text("UserType") ?? "Standard").ToUpperInvariant();

    public string? LastModified => Text("LastModifiedDate");

    public bool IsActive => !IsFalse("IsActive");

    private bool IsFalse(string field) =>
        row.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.False;

    private string? Text(string field) =>
        row.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
