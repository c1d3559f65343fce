using SalesforceCC.Describe;

namespace SalesforceCC.Trees;

/// <summary>
/// Records of one org as records for another: their fields as far as they can be set there, with references to each other.
/// A record is called by the id that it has in the org it comes from.
/// </summary>
internal sealed class TreeCopy
{
    // Every object has it, and it stands for none.
    private const string MasterType = "012000000000000AAA";

    private readonly QueriedRecords _source;
    private readonly SfSession _sourceSession;
    private readonly TreeSchema _schema;
    private readonly IdMap _map;
    private readonly IReadOnlyList<string> _keys;
    private readonly TreeProblems _problems;
    private readonly TreeNotes _notes;
    private readonly Dictionary<QueriedRecord, TreeRecord> _made = [];

    /// <param name="source">The records.</param>
    /// <param name="sourceSession">The org they come from.</param>
    /// <param name="target">The objects of the org they go to.</param>
    /// <param name="map">What earlier runs have saved there.</param>
    /// <param name="keys">Fields that records are found by: of each object that has them, or with the object before them.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="notes">Takes what is left out.</param>
    public TreeCopy(
        QueriedRecords source, SfSession sourceSession, TreeSchema target, IdMap map, IReadOnlyList<string> keys, TreeProblems problems, TreeNotes notes)
    {
        _source = source;
        _sourceSession = sourceSession;
        _schema = target;
        _map = map;
        _keys = keys;
        _problems = problems;
        _notes = notes;
    }

    /// <summary>Makes the records.</summary>
    public async Task<IReadOnlyList<TreeRecord>> MakeAsync(CancellationToken stop)
    {
        // Parents that are copied may have others.
        for (int i = 0; i < _source.All.Count; i++)
            await AdoptParentsAsync(_source.All[i], stop).ConfigureAwait(false);
        foreach (QueriedRecord record in _source.All)
            await BeginAsync(record, stop).ConfigureAwait(false);
        foreach (KeyValuePair<QueriedRecord, TreeRecord> made in _made.ToArray())
            await FillAsync(made.Key, made.Value, stop).ConfigureAwait(false);
        CheckKeys();
        return [.. _source.All.Where(_made.ContainsKey).Select(r => _made[r])];
    }

    // A parent with nothing but a key is not copied: it is found by the key.
    private async Task AdoptParentsAsync(QueriedRecord record, CancellationToken stop)
    {
        for (int i = 0; i < record.Values.Count; i++)
        {
            KeyValuePair<string, object?> value = record.Values[i];
            if (value.Value is not QueriedRecord parent || parent.Type == "RecordType" || !parent.Values.Exists(static v => v.Key != "Id"))
                continue;
            ObjectDescription? description = await _schema.FindAsync(parent.Type, stop).ConfigureAwait(false);
            if (_source.Find(parent.Id) is null && parent.OnlyValue is { } only && description?.Field(only.Key) is { IdLookup: true })
                continue;
            record.Values[i] = new(value.Key, _source.Adopt(parent));
        }
    }

    private async Task BeginAsync(QueriedRecord record, CancellationToken stop)
    {
        if (await _schema.FindAsync(record.Type, stop).ConfigureAwait(false) is not { } description)
        {
            Problem(record, "NOT_FOUND", $"The target org has no object '{record.Type}', or the user may not see it.");
            return;
        }

        if (!description.Facts.Createable)
            Problem(record, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"The user may not create records of {record.Type} in the target org.");
        SfField? key = KeyOf(description);
        _made[record] = new TreeRecord(record.Id, description, path: null)
        {
            KeyField = key is not null && record.Value(key.Name) is not (null or "") ? key.Name : null,
        };
    }

    private SfField? KeyOf(ObjectDescription description) => _keys
        .Select(key => key.Split('.'))
        .Where(key => key.Length == 1 || key[0].Equals(description.Name, StringComparison.OrdinalIgnoreCase))
        .Select(key => description.Field(key[key.Length - 1]))
        .FirstOrDefault(static field => field is { IdLookup: true, Type: not "id" });

    private async Task FillAsync(QueriedRecord record, TreeRecord made, CancellationToken stop)
    {
        if (record.Parent is { } parent && _made.TryGetValue(parent.Record, out TreeRecord? above))
        {
            if (above.Description.Children(parent.Relationship) is { } children && made.Description.Field(children.Field) is { } field)
                made.Links.Add(new TreeLink(field, above));
            else
                Problem(record, "INVALID_FIELD", $"In the target org, {above.Type} has no child relationship '{parent.Relationship}', or the user may not see it.");
        }

        foreach (KeyValuePair<string, object?> value in record.Values)
        {
            if (value.Value is QueriedRecord other)
                await AddParentAsync(record, made, value.Key, other, stop).ConfigureAwait(false);
            else
                await AddAsync(record, made, value.Key, value.Value, stop).ConfigureAwait(false);
        }
    }

    private async Task AddAsync(QueriedRecord record, TreeRecord made, string name, object? value, CancellationToken stop)
    {
        SfField? field = made.Description.Field(name);
        if (field is { Type: "id" } || (value is null && made.KeyField is null))
            return;
        if (field is null)
            Problem(record, "INVALID_FIELD", $"In the target org, {record.Type} has no field '{name}', or the user may not see it.");
        else if (field.Type == "base64")
            _notes.Add($"{record.Type}.{name} is left out: files are not copied.", isWarning: true);
        else if (!field.Createable || (made.KeyField is not null && !field.Updateable && field.Type != "reference"))
            _notes.Add($"{record.Type}.{name} is left out, because it cannot be set.");
        else if (field.Type == "reference" && value is string { Length: > 0 } id)
            await AddLookupAsync(record, made, field, SfId.To18(id), stop).ConfigureAwait(false);
        else
            made.Fields.Add(new(field.Name, value));
    }

    private async Task AddLookupAsync(QueriedRecord record, TreeRecord made, SfField field, string id, CancellationToken stop)
    {
        if (Has(made, field))
            return;
        if (field.Name == "RecordTypeId")
            await AddRecordTypeAsync(record, made, field, await NameOfTypeAsync(record, id, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        else if (_source.Find(id) is { } target && _made.TryGetValue(target, out TreeRecord? copied))
            made.Links.Add(new TreeLink(field, copied));
        else if (_map.Find(id) is { } saved)
            made.Fields.Add(new(field.Name, saved.Id));
        else if (field.Nillable || field.DefaultedOnCreate)
            _notes.Add($"{record.Type}.{field.Name} is left out where it refers to records that are not copied.", isWarning: !field.DefaultedOnCreate);
        else
            Problem(record, SfErrorCodes.UnknownReference, $"{record.Type}.{field.Name} must have a value, and refers to records that are not copied.");
    }

    private async Task AddParentAsync(QueriedRecord record, TreeRecord made, string relationship, QueriedRecord parent, CancellationToken stop)
    {
        if (made.Description.Reference(relationship) is not { } field)
            Problem(record, "INVALID_FIELD", $"In the target org, {record.Type} has no relationship '{relationship}', or the user may not see it.");
        else if (!field.Createable || Has(made, field))
            return;
        else if (field.Name == "RecordTypeId" && (parent.Value("DeveloperName") ?? parent.Value("Name")) is string type)
            await AddRecordTypeAsync(record, made, field, type, stop).ConfigureAwait(false);
        else if (_made.ContainsKey(parent) || parent.OnlyValue is not { } key)
            await AddLookupAsync(record, made, field, parent.Id, stop).ConfigureAwait(false);
        else if (record.Value(field.Name) is null || _source.Find(parent.Id) is null)
            made.Fields.Add(new(relationship, new Dictionary<string, object?>
            {
                ["attributes"] = new Dictionary<string, object?> { ["type"] = parent.Type },
                [key.Key] = key.Value,
            }));
    }

    private async Task AddRecordTypeAsync(QueriedRecord record, TreeRecord made, SfField field, string? name, CancellationToken stop)
    {
        if (name is null || Has(made, field))
            return;
        if (await _schema.RecordTypeAsync(made.Description, name, stop).ConfigureAwait(false) is { } id)
            made.Fields.Add(new(field.Name, id));
        else
            Problem(record, "INVALID_CROSS_REFERENCE_KEY", $"In the target org, {record.Type} has no record type '{name}'.");
    }

    private async Task<string?> NameOfTypeAsync(QueriedRecord record, string id, CancellationToken stop)
    {
        if (id == MasterType)
            return null;
        ObjectDescription source = await _sourceSession.Schema.GetAsync(record.Type, stop).ConfigureAwait(false);
        SfRecordType? type = source.Facts.RecordTypes.FirstOrDefault(t => SfId.To18(t.Id) == id);
        if (type is null)
            _notes.Add($"{record.Type}.RecordTypeId is left out where the user may not see the record type. To copy it, add RecordType.DeveloperName to the query.", isWarning: true);
        return type?.DeveloperName ?? type?.Name;
    }

    // A key is of use only if records have it; a wrong one would make duplicates.
    private void CheckKeys()
    {
        foreach (string key in _keys)
            if (_made.Count > 0 && !_made.Values.Any(r => r.KeyField is not null && key.Split('.').Last().Equals(r.KeyField, StringComparison.OrdinalIgnoreCase)))
                _problems.Add(
                    SfErrorCodes.InvalidParameter,
                    $"No record has a value for '{key}', or it is not a field that records can be found by.",
                    $"the objects are {string.Join(", ", _made.Values.Select(static r => r.Type).Distinct())}",
                    key);
    }

    private static bool Has(TreeRecord made, SfField field) =>
        made.Links.Exists(l => l.Field.Name == field.Name) || made.Fields.Exists(f => f.Key == field.Name);

    private void Problem(QueriedRecord record, string code, string text) => _problems.Add(code, text, record.ToString(), record.Id);
}
