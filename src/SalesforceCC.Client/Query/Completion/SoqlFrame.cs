namespace SalesforceCC.Query;

/// <summary>What has been read within one pair of parentheses, or outside of all, up to the cursor.</summary>
/// <param name="opener">The place of the token before the parenthesis; -1: there is none.</param>
internal sealed class SoqlFrame(int opener)
{
    /// <summary>The place of the token before the parenthesis, which says what the pair is of; -1: there is none.</summary>
    public int Opener => opener;

    /// <summary>The SELECT in it.</summary>
    public SoqlToken? Select { get; set; }

    /// <summary>The place of the token behind its FROM; 0: there is none yet.</summary>
    public int Source { get; set; }

    /// <summary>The last keyword that begins a clause, in upper case.</summary>
    public string Clause { get; set; } = "";

    /// <summary>TYPEOF, WHEN, THEN or ELSE where the cursor is within TYPEOF ... END; else empty.</summary>
    public string TypeOf { get; set; } = "";

    /// <summary>The relationship of this TYPEOF, and the object of its last WHEN.</summary>
    public string[] TypeOfNames { get; } = ["", ""];
}
