namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>Sorts of words.</summary>
internal enum ApexTokenKind
{
    Word,
    Number,
    String,
    Symbol,
    End,
}
