using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using SalesforceCC.Events;

namespace SalesforceCC.Records;

/// <summary>The shapes that have emitted types. Safe to use from any thread.</summary>
/// <remarks>
/// An emitted type stays for the life of the process, so there is an end to them: a worker that runs for weeks and asks
/// for ever new columns would grow and grow. Rows of further shapes are <see cref="GenericRecord"/>s.
/// </remarks>
/// <param name="mostTypes">How many types there may be.</param>
/// <param name="mostOfObject">How many of them for one object, each of which takes an assembly more.</param>
/// <param name="mostProperties">How many properties the types may have in all: a wide object takes its share.</param>
internal sealed class RecordShapes(int mostTypes, int mostOfObject, int mostProperties)
{
    public const int MostTypes = 1_000;
    public const int MostOfObject = 100;
    public const int MostProperties = 50_000;

    private readonly ConcurrentDictionary<string, RecordShape> _shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ofObject = new(StringComparer.OrdinalIgnoreCase);
    private readonly RecordTypeEmitter _emitter = new();
    private readonly object _emitting = new();
    private int _properties;

    /// <summary>Those of this process.</summary>
    public static RecordShapes Shared { get; } = new(MostTypes, MostOfObject, MostProperties);

    /// <summary>The shape of an object name with these fields. The names differ in more than case.</summary>
    /// <param name="objectName">The object's API name.</param>
    /// <param name="fieldNames">Its fields, in order.</param>
    /// <param name="types">What is known of them. Only values that fit may then be in a record of the shape.</param>
    /// <param name="kind">What kind of row it is.</param>
    public RecordShape Get(string objectName, string[] fieldNames, FieldType[]? types = null, RecordKind kind = RecordKind.Record)
    {
        FieldType[] properties = new FieldType[fieldNames.Length];
        for (int i = 0; types is not null && i < properties.Length; i++)
            properties[i] = FieldTypes.HasPropertyType(types[i]) ? types[i] : FieldType.Unknown;
        string key = Key(objectName, fieldNames, properties, kind);
        if (_shapes.TryGetValue(key, out RecordShape? shape))
            return shape;

        // Reflection.Emit is not made for several threads at once.
        lock (_emitting)
        {
            if (_shapes.TryGetValue(key, out shape))
                return shape;
            _ofObject.TryGetValue(objectName, out int ofObject);
            if (_shapes.Count >= mostTypes || ofObject >= mostOfObject || _properties + fieldNames.Length > mostProperties)
                return Generic(objectName, fieldNames, kind);
            _ofObject[objectName] = ofObject + 1;
            _properties += fieldNames.Length;
            shape = new RecordShape(objectName, fieldNames, properties, _emitter.Emit(objectName, fieldNames, properties, ofObject, kind));
            _shapes[key] = shape;
            return shape;
        }
    }

    private static RecordShape Generic(string objectName, string[] fieldNames, RecordKind kind)
    {
        FieldType[] types = new FieldType[fieldNames.Length];
        return new RecordShape(objectName, fieldNames, types, kind switch
        {
            RecordKind.Event => new GenericEvent(),
            RecordKind.ChangeEvent => new GenericChangeEvent(),
            _ when TableWidth.Fits(objectName, fieldNames, types) => new TableRecord(),
            _ => new GenericRecord(),
        });
    }

    // A key may hold any character, so each name is preceded by its length.
    private static string Key(string objectName, string[] fieldNames, FieldType[] types, RecordKind kind)
    {
        StringBuilder key = new(objectName, 32 + (fieldNames.Length * 24));
        key.Append((char)('0' + (int)kind));
        for (int i = 0; i < fieldNames.Length; i++)
        {
            key.Append('\n').Append((char)('0' + (int)types[i]))
                .Append(fieldNames[i].Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(fieldNames[i]);
        }

        return key.ToString();
    }
}
