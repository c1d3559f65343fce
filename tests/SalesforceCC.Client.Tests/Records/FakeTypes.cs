using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Records;

/// <summary>A describe that remembers who asked, and answers when told to.</summary>
internal sealed class FakeTypes : IFieldTypeSource
{
    private readonly Dictionary<string, ObjectFields> _objects = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _parents = new(StringComparer.OrdinalIgnoreCase);

    // A session remembers what was answered.
    private readonly HashSet<string> _answered = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Asked { get; } = [];

    /// <summary>Whether describes were made before.</summary>
    public bool IsKnown { get; set; }

    /// <summary>What answers wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public FakeTypes With(string objectName, params (string Field, FieldType Type)[] fields)
    {
        _objects[objectName] = new ObjectFields(fields.ToDictionary(f => f.Field, f => f.Type), _parents);
        return this;
    }

    /// <summary>A relationship of every object.</summary>
    public FakeTypes WithParent(string relationship, string objectName)
    {
        _parents[relationship] = objectName;
        return this;
    }

    public ObjectFields? TryGet(string objectName) => IsKnown || _answered.Contains(objectName) ? _objects.GetValueOrDefault(objectName) : null;

    public async Task<ObjectFields> GetAsync(string objectName, CancellationToken cancellationToken)
    {
        Asked.Add(objectName);
        await Gate;
        _answered.Add(objectName);
        return _objects.GetValueOrDefault(objectName) ?? ObjectFields.None;
    }

    public async Task<ObjectFields> GetWithAsync(string objectName, string field, CancellationToken cancellationToken)
    {
        ObjectFields fields = await GetAsync(objectName, cancellationToken);
        if (fields.TypeOf(field) is null)
            fields.SetMissing(field);
        return fields;
    }
}
