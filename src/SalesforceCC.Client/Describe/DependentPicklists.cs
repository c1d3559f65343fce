using System.Collections.ObjectModel;

namespace SalesforceCC.Describe;

/// <summary>
/// Which values of a picklist go with which values of the field that controls it. Describe says so in bits, one for each
/// value of the controlling field in its order, the first in the highest bit of the first byte.
/// </summary>
internal static class DependentPicklists
{
    // A checkbox has no values in describe; its bits are these.
    private static readonly string[] s_checkbox = ["false", "true"];

    /// <summary>Of a field that depends on none.</summary>
    public static IReadOnlyDictionary<string, string[]> None { get; } =
        new ReadOnlyDictionary<string, string[]>(new Dictionary<string, string[]>());

    /// <summary>Makes the values readable.</summary>
    /// <param name="fields">All fields of the object.</param>
    /// <param name="bits">The bits of each value that has some.</param>
    public static void Link(IReadOnlyList<SfField> fields, IReadOnlyDictionary<SfPicklistValue, string> bits)
    {
        foreach (SfField field in fields)
        {
            if (field.ControllerName is not { } name || field.PicklistValues.Count == 0
                || fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } controller)
                continue;
            string[] controlling = controller.Type == "boolean" ? s_checkbox : [.. controller.PicklistValues.Select(static v => v.Value)];
            foreach (SfPicklistValue value in field.PicklistValues)
                if (bits.TryGetValue(value, out string? validFor))
                    value.ValidFor = Decode(validFor, controlling);
            field.DependentValues = Invert(field.PicklistValues, controlling);
        }
    }

    private static string[] Decode(string validFor, string[] controlling)
    {
        byte[] bits;
        try
        {
            bits = Convert.FromBase64String(validFor);
        }
        catch (FormatException)
        {
            return [];
        }

        return [.. controlling.Where((_, i) => i / 8 < bits.Length && (bits[i / 8] & (0x80 >> (i % 8))) != 0)];
    }

    private static ReadOnlyDictionary<string, string[]> Invert(IReadOnlyList<SfPicklistValue> values, string[] controlling)
    {
        // Names may differ in case only; who looks them up may write them in any.
        Dictionary<string, string[]> map = new(StringComparer.OrdinalIgnoreCase);
        foreach (string one in controlling)
            map[one] = [.. values.Where(v => v.ValidFor.Contains(one)).Select(static v => v.Value)];
        return new(map);
    }
}
