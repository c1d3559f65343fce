using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Records;

/// <summary>A describe that remembers who asked, and answers when told to.</summary>
internal sealed class FakeTypes : IFieldTypeSource
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, FieldType>> _objects = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Asked { get; } = [];

    /// <summary>Whether describes were made before.</summary>
    public bool IsKnown { get; set; }

    /// <summary>What answers wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public FakeTypes With(string objectName, params (string Field, FieldType Type)[] fields)
    {
        _objects[objectName] = fields.ToDictionary(f => f.Field, f => f.Type);
        return this;
    }

    public IReadOnlyDictionary<string, FieldType>? TryGet(string objectName) =>
        IsKnown ? _objects.GetValueOrDefault(objectName) : null;

    public async Task<IReadOnlyDictionary<string, FieldType>?> GetAsync(string objectName, CancellationToken cancellationToken)
    {
        Asked.Add(objectName);
        await Gate;
        return _objects.GetValueOrDefault(objectName);
    }
}
