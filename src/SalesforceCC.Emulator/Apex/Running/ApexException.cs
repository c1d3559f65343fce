namespace SalesforceCC.Emulator.Apex.Running;

/// <summary>An exception of Apex that nobody has caught.</summary>
/// <param name="type">Its type, for example <c>System.MathException</c>.</param>
/// <param name="message">Its message.</param>
internal sealed class ApexException(string type, string message) : Exception(message)
{
    /// <summary>Type and message, as they are reported.</summary>
    public string Text => $"{type}: {Message}";

    public static ApexException NullPointer() => new("System.NullPointerException", "Attempt to de-reference a null object");

    public static ApexException Limit(string message) => new("System.LimitException", message);
}
