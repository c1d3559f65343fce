using System.Text.RegularExpressions;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Data;

/// <summary>The fields that are read of one object.</summary>
internal sealed class FieldList
{
    private static readonly Regex s_path = new(@"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*){0,5}\z", RegexOptions.CultureInvariant);

    private FieldList(string type, IReadOnlyList<string> names, bool isOfDescribe)
    {
        Names = names;
        IsOfDescribe = isOfDescribe;
        Soql = $"SELECT {string.Join(", ", names)} FROM {type}";
        Selection = SoqlOutline.Of(Soql).Selection!;
    }

    /// <summary>Of an object that cannot be read.</summary>
    public static FieldList None { get; } = new("None", ["Id"], isOfDescribe: false);

    /// <summary>The names, Id first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>A describe says which they are, and it may be out of date.</summary>
    public bool IsOfDescribe { get; }

    /// <summary>All are fields of the object itself.</summary>
    public bool IsPlain => Names.All(static n => n.IndexOf('.') < 0);

    /// <summary>The statement that has them, without a condition.</summary>
    public string Soql { get; }

    /// <summary>The columns of that statement.</summary>
    public Selection Selection { get; }

    /// <summary>Whether a text names a field, also of a parent, or all of them.</summary>
    public static bool IsName(string field) => field == "*" || s_path.IsMatch(field);

    /// <summary>The fields to read of an object, which is described if all are asked for.</summary>
    /// <exception cref="SfException">The object cannot be described.</exception>
    public static async Task<FieldList> OfAsync(SfSession session, string type, ReadSettings settings, CancellationToken stop)
    {
        List<string> names = ["Id"];
        HashSet<string> seen = new(names, StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<string> asked = settings.Fields.Count == 0 ? ["*"] : settings.Fields;
        bool isOfDescribe = asked.Contains("*");
        foreach (string field in asked)
        {
            if (field != "*")
                Add(field);
            else
                foreach (string own in (await session.FieldTypes.GetAsync(type, stop).ConfigureAwait(false)).Types.Keys)
                    Add(own);
        }

        // Rows are told apart by it.
        if (settings.KeyField is { } key)
            Add(key);
        return new FieldList(type, names, isOfDescribe);

        void Add(string field)
        {
            if (seen.Add(field))
                names.Add(field);
        }
    }
}
