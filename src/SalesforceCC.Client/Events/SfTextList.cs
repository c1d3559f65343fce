using System.Collections.ObjectModel;

namespace SalesforceCC;

/// <summary>Ids or names of fields in an event. As text, for example in a CSV file, they stand behind each other.</summary>
public sealed class SfTextList : ReadOnlyCollection<string>
{
    internal SfTextList(IList<string> texts)
        : base(texts)
    {
    }

    /// <summary>None.</summary>
    internal static SfTextList None { get; } = new([]);

    /// <summary>The texts, separated by commas.</summary>
    public override string ToString() => string.Join(", ", this);
}
