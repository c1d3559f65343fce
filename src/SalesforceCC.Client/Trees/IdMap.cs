using System.Text;
using System.Text.Json;
using SalesforceCC.Data;
using SalesforceCC.Json;

namespace SalesforceCC.Trees;

/// <summary>
/// Which id each record has got, written down as soon as Salesforce has said it, so that the next run does not save it
/// again. The file is there whole at any time. Safe to use from any thread.
/// </summary>
internal sealed class IdMap
{
    private const string Organization = "organization";
    private const string Records = "records";
    private const string Unknown = "unknown";

    private readonly Dictionary<string, SavedRecord> _saved = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly string? _path;
    private readonly string? _organization;
    private readonly object _lock = new();

    private IdMap(string? path, string? organization)
    {
        _path = path;
        _organization = organization;
    }

    /// <summary>How many records it has.</summary>
    public int Count => _saved.Count;

    /// <summary>Reads a map; it need not be there yet.</summary>
    /// <param name="path">The file; null: nothing is written down.</param>
    /// <param name="session">The org that the records are saved in.</param>
    /// <exception cref="SfException">ID_MAP_UNUSABLE.</exception>
    public static IdMap Open(string? path, SfSession session)
    {
        IdMap map = new(path, session.OrganizationId);
        if (path is null)
            return map;
        if (Directory.Exists(path))
            throw Unusable(path, "It is a folder.");
        if (File.Exists(path))
            map.Read(path);
        return map;
    }

    /// <summary>Whether the file can be written, as far as can be told before; what a killed process left behind is deleted.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public void RequireWritable()
    {
        if (_path is null)
            return;
        FilePlace.Require(_path);
        AtomicFile.DeleteLeftovers(_path);
    }

    /// <summary>What is known of a record by its reference; null: it was not saved.</summary>
    public SavedRecord? Find(string reference)
    {
        lock (_lock)
            return _saved.TryGetValue(reference, out SavedRecord? saved) ? saved : null;
    }

    /// <summary>Whether a record was on its way when an earlier run ended, or lost its response.</summary>
    public bool IsUnknown(string reference)
    {
        lock (_lock)
            return _unknown.Contains(reference);
    }

    /// <summary>Writes down what is known of the rows of a request: before it is sent, nothing.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public void Add(IEnumerable<WriteRow> rows)
    {
        lock (_lock)
        {
            bool isNew = false;
            foreach (WriteRow row in rows)
                isNew |= Add(row, (TreeRecord)row.Input!);
            if (isNew && _path is not null)
                AtomicFile.Write(_path, ToBytes());
        }
    }

    // What was created is known by its id, whatever becomes of a later change.
    private bool Add(WriteRow row, TreeRecord record)
    {
        if (row.Result is { Id: { } id })
        {
            IEnumerable<string> later = record.Links.Where(static l => l.Waits).Select(static l => l.Field.Name);
            _saved[record.Reference] = new SavedRecord(record.Type, id, [.. later.Where(name => !row.Fields.Any(f => f.Key == name))]);
            _unknown.Remove(record.Reference);
            return true;
        }

        bool isUnknown = row.Id is null && (row.Failure is not { } failure || RowErrors.IsInDoubt(failure));
        return isUnknown ? _unknown.Add(record.Reference) : _unknown.Remove(record.Reference);
    }

    private void Read(string path)
    {
        try
        {
            if (new JsonValueReader(new JsonSource("file", JsonSource.DefaultMaxDepth) { IsComplete = true }).Read(File.ReadAllBytes(path)) is not SfJsonObject map || map[Records] is not SfJsonObject records)
                throw Unusable(path, "It has no object named records.");
            if (map[Organization] is string other && _organization is not null && other != _organization)
                throw Unusable(path, $"It is of the org {other}, and the session is of {_organization}.");
            if (map[Unknown] is object?[] unknown)
                _unknown.UnionWith(unknown.OfType<string>());
            foreach (KeyValuePair<string, object?> member in records)
            {
                if (member.Value is not SfJsonObject record || record["type"] is not string type || record["id"] is not string id || !SfId.IsValid(id))
                    throw Unusable(path, $"'{member.Key}' has no type, or no id.");
                _saved[member.Key] = new SavedRecord(type, SfId.To18(id), record["later"] is object?[] later ? [.. later.OfType<string>()] : []);
            }
        }
        catch (SfException e) when (e.Code == SfErrorCodes.InvalidResponse)
        {
            throw Unusable(path, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, e.Message);
        }
    }

    private byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            if (_organization is not null)
                json.WriteString(Organization, _organization);
            json.WriteStartObject(Records);
            foreach (KeyValuePair<string, SavedRecord> saved in _saved)
            {
                json.WriteStartObject(saved.Key);
                json.WriteString("type", saved.Value.Type);
                json.WriteString("id", saved.Value.Id);
                if (saved.Value.Later.Count > 0)
                {
                    json.WriteStartArray("later");
                    foreach (string field in saved.Value.Later)
                        json.WriteStringValue(field);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            if (_unknown.Count > 0)
            {
                json.WriteStartArray(Unknown);
                foreach (string reference in _unknown)
                    json.WriteStringValue(reference);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return [.. stream.ToArray(), .. Encoding.ASCII.GetBytes(Environment.NewLine)];
    }

    private static SfException Unusable(string path, string reason) =>
        new(SfErrorCodes.IdMapUnusable, $"The id map '{path}' cannot be used: {reason}");
}
