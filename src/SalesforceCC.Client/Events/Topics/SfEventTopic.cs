namespace SalesforceCC;

/// <summary>A topic of events, as far as it is known.</summary>
public sealed class SfEventTopic
{
    internal SfEventTopic(string topic, string kind)
    {
        Topic = topic;
        Kind = kind;
        Name = topic.Substring(topic.LastIndexOf('/') + 1);
    }

    /// <summary>Full name, for example <c>/event/Order_Placed__e</c>.</summary>
    public string Topic { get; }

    /// <summary>API name of the event or channel.</summary>
    public string Name { get; }

    /// <summary>PlatformEvent, ChangeEvent, or Channel for topics with events of several types.</summary>
    public string Kind { get; }

    /// <summary>Label; <see langword="null"/> where it is not known.</summary>
    public string? Label { get; internal init; }

    /// <summary>Whether the user may publish on it; <see langword="null"/> where it is not known.</summary>
    public bool? CanPublish { get; internal init; }

    /// <summary>Whether the user may subscribe to it; <see langword="null"/> where it is not known.</summary>
    public bool? CanSubscribe { get; internal init; }

    /// <summary>Id of the schema of its events, another one whenever they change; <see langword="null"/> where it is not known or there are several.</summary>
    public string? SchemaId { get; internal init; }

    /// <summary>The fields of its events; empty where they are not known.</summary>
    public IReadOnlyList<SfEventField> Fields { get; internal init; } = [];

    /// <summary>The full name.</summary>
    public override string ToString() => Topic;
}
