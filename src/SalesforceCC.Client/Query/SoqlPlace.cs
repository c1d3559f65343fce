namespace SalesforceCC.Query;

/// <summary>What a value is for, by the place of its placeholder.</summary>
internal enum SoqlPlace
{
    /// <summary>Behind a comparison, LIMIT, OFFSET, or anything else.</summary>
    Value,

    /// <summary>Behind LIKE.</summary>
    Pattern,

    /// <summary>Behind IN, INCLUDES or EXCLUDES: a list, or one value of it.</summary>
    List,

    /// <summary>Within the parentheses of such a list.</summary>
    ListItem,

    /// <summary>Behind LAST_N_DAYS and its siblings: a whole number.</summary>
    DateCount,
}
