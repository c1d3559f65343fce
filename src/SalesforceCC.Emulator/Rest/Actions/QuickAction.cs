namespace SalesforceCC.Emulator.Rest.Actions;

/// <summary>A global quick action: it makes a row of some object.</summary>
/// <param name="Name">API name.</param>
/// <param name="Label">What users see.</param>
/// <param name="Type">Create, or LogACall, which creates a task that is done.</param>
/// <param name="Target">The object of the row.</param>
internal sealed record QuickAction(string Name, string Label, string Type, string Target)
{
    private const string KeyPrefix = "09D";

    /// <summary>The global actions of the org.</summary>
    public static IReadOnlyList<QuickAction> Global { get; } =
    [
        new("LogACall", "Log a Call", "LogACall", "Task"),
        new("NewTask", "New Task", "Create", "Task"),
        new("NewEvent", "New Event", "Create", "Event"),
        new("NewContact", "New Contact", "Create", "Contact"),
        new("NewCase", "New Case", "Create", "Case"),
        new("NewLead", "New Lead", "Create", "Lead"),
        new("NewOpportunity", "New Opportunity", "Create", "Opportunity"),
    ];

    public string Id => Data.SalesforceId.Create(KeyPrefix, 1 + Global.ToList().IndexOf(this));
}
