namespace SalesforceCC.Emulator.Search;

/// <summary>The fields whose words count.</summary>
internal enum SearchScope
{
    /// <summary>All that have text.</summary>
    All,

    /// <summary>Names.</summary>
    Name,

    /// <summary>E-mail addresses.</summary>
    Email,

    /// <summary>Numbers of telephones and the like.</summary>
    Phone,
}
