using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What a code is in PowerShell, and what to do next.</summary>
/// <param name="Category">Category of the error record.</param>
/// <param name="Action">The next step: a place in Salesforce Setup, or a command.</param>
internal sealed record Advice(ErrorCategory Category, string Action);
