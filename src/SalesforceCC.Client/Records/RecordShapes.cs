using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace SalesforceCC.Records;

/// <summary>Every shape this process has met. Safe to use from any thread.</summary>
internal static class RecordShapes
{
    private static readonly ConcurrentDictionary<string, RecordShape> s_shapes = new(StringComparer.Ordinal);
    private static readonly object s_emitting = new();

    /// <summary>The shape of an object name with these fields. The names differ in more than case.</summary>
    public static RecordShape Get(string objectName, string[] fieldNames)
    {
        string key = Key(objectName, fieldNames);
        if (s_shapes.TryGetValue(key, out RecordShape? shape))
            return shape;

        // Reflection.Emit is not made for several threads at once.
        lock (s_emitting)
        {
            if (!s_shapes.TryGetValue(key, out shape))
            {
                shape = new RecordShape(objectName, fieldNames, RecordTypeEmitter.Emit(objectName, fieldNames));
                s_shapes[key] = shape;
            }

            return shape;
        }
    }

    // A key may hold any character, so each name is preceded by its length.
    private static string Key(string objectName, string[] fieldNames)
    {
        StringBuilder key = new(objectName, 32 + (fieldNames.Length * 24));
        foreach (string name in fieldNames)
            key.Append('\n').Append(name.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(name);
        return key.ToString();
    }
}
