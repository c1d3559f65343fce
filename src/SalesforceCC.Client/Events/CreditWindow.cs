namespace SalesforceCC.Events;

/// <summary>
/// How many events are asked for: what the pipeline has room for, and no more. It begins with one, so that who wants one gets
/// one, and grows as long as the pipeline has to wait for events that it has not asked for. Asked for and not taken are never
/// more than Salesforce allows a call.
/// </summary>
/// <param name="total">Events wanted in all; null: no end.</param>
internal sealed class CreditWindow(long? total)
{
    /// <summary>What Salesforce allows: more are not an error, and not sent either.</summary>
    public const int Most = 100;

    private long _budget = total ?? long.MaxValue;
    private int _size = 1;
    private int _grown;

    /// <summary>Asked for, and not yet received.</summary>
    public int Pending { get; private set; }

    /// <summary>Received, and not yet taken by the pipeline.</summary>
    public int InHand { get; private set; }

    /// <summary>All that was wanted has come and was taken.</summary>
    public bool IsSpent => _budget == 0 && Pending == 0 && InHand == 0;

    /// <summary>How many to ask for now; 0: none. They count as asked for.</summary>
    public int Take()
    {
        int free = (int)Math.Min(_size - Pending - InHand, _budget);

        // A request for each single event would cost more than it gains.
        if (free <= 0 || (Pending > 0 && free * 2 < _size))
            return 0;
        Pending += free;
        _budget -= free;
        return free;
    }

    /// <summary>Events have come.</summary>
    public void Received(int count)
    {
        int asked = Math.Min(count, Pending);
        Pending -= asked;
        InHand += count;
        _grown += count;
    }

    /// <summary>The pipeline has taken an event.</summary>
    public void Taken() => InHand--;

    /// <summary>The pipeline waits.</summary>
    public void Starved()
    {
        if (_grown < _size)
            return;
        _size = Math.Min(Most, _size * 2);
        _grown = 0;
    }

    /// <summary>The call has ended: what was asked for will not come.</summary>
    public void Lost()
    {
        _budget += Pending;
        Pending = 0;
    }
}
