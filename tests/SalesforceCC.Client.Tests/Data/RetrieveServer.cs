using System.Text.Json;
using SalesforceCC.Data;

namespace SalesforceCC.Client.Tests.Data;

/// <summary>An org that gives records by their ids: which ids it was asked for, and what it has.</summary>
internal sealed class RetrieveServer
{
    private readonly object _lock = new();
    private readonly List<IReadOnlyList<string>> _requests = [];

    public RetrieveServer(LoopbackOrg org) => org.OnOthers(Answer);

    /// <summary>The record of an id as JSON; null: there is none.</summary>
    public Func<string, string?> Row { get; set; } = static id => Record(id);

    /// <summary>What is answered instead; null: one record for each id.</summary>
    public Func<ReceivedRequest, IReadOnlyList<string>, Reply?> Instead { get; set; } = static (_, _) => null;

    /// <summary>The ids of each request.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    public static string Record(string id, string type = "Account") =>
        $$"""{"attributes":{"type":"{{type}}","url":"/services/data/v68.0/sobjects/{{type}}/{{id}}"},"Id":"{{id}}","Name":"n{{id}}"}""";

    /// <summary>Reads as a cmdlet does, and gives the rows in the order in which they came out.</summary>
    public static async Task<List<ReadRow>> ReadAsync(SfSession session, ReadSettings settings, IEnumerable<ReadRow> rows)
    {
        RecordReader reader = new(session, settings);
        List<ReadRow> done = [];
        foreach (ReadRow row in rows)
        {
            await reader.AddAsync(row, Guard.Stop).WaitAsync(Guard.Stop);
            Take();
        }

        await reader.CompleteAsync(Guard.Stop).WaitAsync(Guard.Stop);
        Take();
        return done;

        void Take()
        {
            while (reader.TryTake() is { } row)
                done.Add(row);
        }
    }

    private Reply Answer(ReceivedRequest request)
    {
        if (!request.Path.Contains("/composite/sobjects/", StringComparison.Ordinal))
            return Reply.Error(404, "NOT_FOUND", request.Line);
        using JsonDocument body = JsonDocument.Parse(request.Body);
        string[] ids = [.. body.RootElement.GetProperty("ids").EnumerateArray().Select(static i => i.GetString()!)];
        lock (_lock)
            _requests.Add(ids);
        return Instead(request, ids) ?? Reply.GzipJson($"[{string.Join(',', ids.Select(i => Row(i) ?? "null"))}]");
    }
}
