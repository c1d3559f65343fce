using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Failures of the client as PowerShell's error records.</summary>
internal static class ErrorRecords
{
    /// <summary>
    /// A record whose id is Salesforce's own code, with its text, and with the next step as RecommendedAction, which the
    /// error view shows from PowerShell 7.5 on. Get-Error does not; it shows the exception's Data.
    /// </summary>
    public static ErrorRecord From(SfException e, object? target)
    {
        Advice advice = ErrorAdvice.For(e);
        e.Data["RecommendedAction"] = advice.Action;
        string request = e.Request is null ? "" : $" [{e.Request}]";

        // Several errors are a line each, with its own code.
        string text = e.Message.StartsWith(e.Code + ": ", StringComparison.Ordinal) ? e.Message : $"{e.Code}: {e.Message}";
        return new ErrorRecord(e, e.Code, advice.Category, target)
        {
            ErrorDetails = new ErrorDetails(text + request) { RecommendedAction = advice.Action },
        };
    }
}
