namespace SalesforceCC;

/// <summary>One limit of an org.</summary>
public sealed class SfLimit
{
    internal SfLimit(string name, decimal max, decimal remaining)
    {
        Name = name;
        Max = max;
        Remaining = remaining;
    }

    /// <summary>Salesforce's name, for example <c>DailyApiRequests</c>; for one connected app, the limit's name and the app's.</summary>
    public string Name { get; }

    /// <summary>What is allowed.</summary>
    public decimal Max { get; }

    /// <summary>What is left.</summary>
    public decimal Remaining { get; }

    /// <summary>What is used.</summary>
    public decimal Used => Max - Remaining;

    /// <summary>How much of it is used, in percent, with one decimal; 0 where nothing is allowed.</summary>
    public decimal UsedPercent => Max > 0 ? Math.Round(Used * 100 / Max, 1) : 0;

    /// <summary>Name and what is left.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Remaining} of {Max} left");
}
