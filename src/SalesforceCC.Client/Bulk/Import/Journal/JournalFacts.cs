using System.Globalization;
using System.Text.Json;

namespace SalesforceCC.Bulk;

/// <summary>What an entry of a journal says beside its step, by type.</summary>
internal sealed class JournalFacts(JournalEntry entry)
{
    /// <summary>A text; null where there is none.</summary>
    public string? this[string name] => entry.Facts is { } facts && facts.TryGetValue(name, out string? text) ? text : null;

    /// <summary>A text that must be there.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public string Text(string name) => this[name] ?? throw Lacks(name);

    /// <summary>A number that must be there.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public long Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : throw Lacks(name);

    /// <summary>One of several words.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public T Enum<T>(string name)
        where T : struct => System.Enum.TryParse(Text(name), out T value) ? value : throw Lacks(name);

    /// <summary>A list.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public IReadOnlyList<T> List<T>(string name)
    {
        try
        {
            return JsonSerializer.Deserialize<T[]>(Text(name)) ?? throw Lacks(name);
        }
        catch (JsonException)
        {
            throw Lacks(name);
        }
    }

    private SfException Lacks(string name) =>
        new(SfErrorCodes.JournalUnusable, $"The journal cannot be used: its step '{entry.Step}' has no {name} that can be read.");
}
