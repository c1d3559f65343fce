namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>Where it goes on after a statement.</summary>
internal enum ApexFlow
{
    Next,
    Break,
    Continue,
    Return,
}
