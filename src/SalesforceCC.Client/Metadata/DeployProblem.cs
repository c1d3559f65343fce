namespace SalesforceCC.Metadata;

/// <summary>What is wrong with one component.</summary>
/// <param name="File">Its file in the package; empty where Salesforce names none.</param>
/// <param name="Line">The line in it, counted from 1; null where the whole file is meant.</param>
/// <param name="Name">Name of the component.</param>
/// <param name="Problem">The server's text.</param>
internal sealed record DeployProblem(string File, int? Line, string Name, string Problem)
{
    /// <summary><c>permissionsets/SAP.permissionset, line 7: Unknown user permission: X</c>.</summary>
    public override string ToString()
    {
        string place = File.Length > 0 ? File : Name;
        return (place.Length > 0 ? place + (Line is { } line ? $", line {line}" : "") + ": " : "") + Problem;
    }
}
