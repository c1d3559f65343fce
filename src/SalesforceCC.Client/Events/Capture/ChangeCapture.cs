using System.Text.Json;
using SalesforceCC.Apex;
using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.Events.Capture;

/// <summary>Switches change data capture on: what channel tells of the changes of what objects is metadata, a member for each object.</summary>
/// <param name="session">The session.</param>
/// <param name="channel">API name of the channel.</param>
internal sealed class ChangeCapture(SfSession session, string channel)
{
    /// <summary>The channel that Setup selects objects for.</summary>
    public const string DefaultChannel = "ChangeEvents";

    private const string Saved = "response to the change";

    private Dictionary<string, string>? _members;

    /// <summary>The id of the member of a change event; null: there is none.</summary>
    public async Task<string?> FindAsync(string changeEvent, CancellationToken stop)
    {
        _members ??= await ListAsync(stop).ConfigureAwait(false);
        return _members.TryGetValue(changeEvent, out string? id) || _members.TryGetValue(NameOf(changeEvent), out id) ? id : null;
    }

    /// <summary>Adds a member.</summary>
    /// <exception cref="SfException">There is no such object or channel, there are too many, or any failure of a call.</exception>
    public async Task<string> AddAsync(string changeEvent, CancellationToken stop)
    {
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Url = session.Resolve("tooling/sobjects/PlatformEventChannelMember"),
            Body = RequestBody.Of(
                JsonBody.Of(new Dictionary<string, object?>
                {
                    ["FullName"] = NameOf(changeEvent),
                    ["Metadata"] = new Dictionary<string, object?> { ["eventChannel"] = channel, ["selectedEntity"] = changeEvent },
                }),
                "application/json"),
        };
        string id = await JsonCall.SendAsync(session, request, Saved, ReadId, stop).ConfigureAwait(false);
        _members?.Add(changeEvent, id);
        return id;
    }

    // ChangeEvents_AccountChangeEvent, Sales_chn_My_ChangeEvent: a developer name has no two underscores beside each other.
    private string NameOf(string changeEvent) => $"{channel}_{changeEvent}".Replace("__", "_");

    // By change event, and by developer name: what SelectedEntity says of a custom object may be its id.
    private async Task<Dictionary<string, string>> ListAsync(CancellationToken stop)
    {
        List<(string? Channel, string? Entity, string? Name, string Id)> all = await ToolingQuery.AllAsync(
            session, "SELECT Id, DeveloperName, EventChannel, SelectedEntity FROM PlatformEventChannelMember", "list of channel members",
            static r => (ToolingQuery.Text(r, "EventChannel"), ToolingQuery.Text(r, "SelectedEntity"), ToolingQuery.Text(r, "DeveloperName"), r.GetProperty("Id").GetString()!),
            stop).ConfigureAwait(false);
        Dictionary<string, string> members = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string? on, string? entity, string? name, string id) in all)
        {
            if (name is not null)
                members[name] = id;
            if (entity is not null && channel.Equals(on, StringComparison.OrdinalIgnoreCase))
                members[entity] = id;
        }

        return members;
    }

    private static string ReadId(JsonElement root) =>
        JsonMember.Text(root, "id") is { } id && SfId.IsValid(id) ? SfId.To18(id) : throw JsonReply.Malformed(Saved);
}
