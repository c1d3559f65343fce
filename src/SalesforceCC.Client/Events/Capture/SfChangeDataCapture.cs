namespace SalesforceCC;

/// <summary>Change data capture of one object on one channel.</summary>
public sealed class SfChangeDataCapture
{
    internal SfChangeDataCapture(string type, string changeEvent, string channel, string id, bool enabled)
    {
        Type = type;
        ChangeEvent = changeEvent;
        Channel = channel;
        Id = id;
        Enabled = enabled;
    }

    /// <summary>API name of the object.</summary>
    public string Type { get; }

    /// <summary>API name of its change event.</summary>
    public string ChangeEvent { get; }

    /// <summary>API name of the channel.</summary>
    public string Channel { get; }

    /// <summary>Topic with the changes of this object on the channel, and of others if it is a channel for several.</summary>
    public string Topic => Channel == Events.Capture.ChangeCapture.DefaultChannel ? "/data/" + ChangeEvent : "/data/" + Channel;

    /// <summary>Id of the channel member that says so.</summary>
    public string Id { get; }

    /// <summary>It was switched on by this call; <see langword="false"/>: it was on already.</summary>
    public bool Enabled { get; }

    /// <summary>The topic.</summary>
    public override string ToString() => Topic;
}
