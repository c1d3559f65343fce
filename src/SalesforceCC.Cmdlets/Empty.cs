namespace SalesforceCC.Cmdlets;

/// <summary>placeholder</summary>
public sealed class GetX : System.Management.Automation.PSCmdlet
{
}
