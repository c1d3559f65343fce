using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>
/// What the client must know of a statement to read its answer: its columns. Statements are not checked here; that is
/// Salesforce's part.
/// </summary>
internal sealed class SoqlOutline
{
    private static readonly SoqlOutline s_unknown = new(isCount: false, objectName: null, selection: null);

    private SoqlOutline(bool isCount, string? objectName, Selection? selection)
    {
        ObjectName = objectName;
        IsCount = isCount;
        Selection = selection;
    }

    /// <summary>The object that the statement asks for; null where it names none.</summary>
    public string? ObjectName { get; }

    /// <summary>The statement is <c>SELECT COUNT() FROM ...</c>: no rows come, the answer is totalSize.</summary>
    public bool IsCount { get; }

    /// <summary>The columns of the rows; null where the statement is none, or has none.</summary>
    public Selection? Selection { get; }

    /// <summary>Reads the select list and the object of a statement.</summary>
    public static SoqlOutline Of(string soql)
    {
        List<SoqlToken> tokens = SoqlTokenizer.ReadWithoutComments(soql);
        if (tokens.Count > 5 && tokens[0].Is("SELECT") && tokens[1].Is("COUNT") && tokens[2].Is("(") && tokens[3].Is(")") && tokens[4].Is("FROM"))
            return new SoqlOutline(isCount: true, tokens[5].Text, selection: null);
        return SelectReader.Read(tokens) is { } selection ? new SoqlOutline(isCount: false, selection.ObjectName, selection) : s_unknown;
    }
}
