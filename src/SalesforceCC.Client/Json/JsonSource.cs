namespace SalesforceCC.Json;

/// <summary>Where a cursor's bytes come from: what its messages and limits depend on.</summary>
internal sealed class JsonSource
{
    public const int DefaultMaxDepth = 64;

    public JsonSource(string content, int maxDepth)
    {
        Content = content;
        MaxDepth = maxDepth;
    }

    /// <summary>What is being read, for messages: "query page".</summary>
    public string Content { get; }

    public int MaxDepth { get; }

    /// <summary>Where the cursor's first byte stands in the answer.</summary>
    public long Offset { get; set; }

    /// <summary>Whether no bytes will follow.</summary>
    public bool IsComplete { get; set; }

    /// <summary>No JSON: something broke it on its way.</summary>
    public SfException Malformed(int position, string expected) => Broken(Expected(position, expected));

    /// <summary>JSON, but not what it should say: to ask again is no use, and may cost what a cursor hands out once.</summary>
    public SfException Wrong(int position, string expected) => Invalid(Expected(position, expected));

    public SfException Truncated(int position, string expected) =>
        Broken($"The {Content} was cut off: it ends after {Offset + position} bytes, where {expected} was expected.");

    /// <summary>What came is not what the server sent.</summary>
    public static SfException Broken(string message)
    {
        SfException e = Invalid(message);
        e.MayPass = true;
        return e;
    }

    public static SfException Invalid(string message, Exception? inner = null) =>
        new(SfErrorCodes.InvalidResponse, message, inner);

    private string Expected(int position, string expected) =>
        $"The {Content} is not as expected: {expected} was expected at byte {Offset + position}.";
}
