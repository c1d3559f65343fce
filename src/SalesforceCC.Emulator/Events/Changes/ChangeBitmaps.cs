namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>Which fields an update has changed, emptied, and told as differences.</summary>
internal sealed record ChangeBitmaps(string[] Changed, string[] Nulled, string[] Diffs)
{
    /// <summary>What is no update has none.</summary>
    public static ChangeBitmaps None { get; } = new([], [], []);
}
