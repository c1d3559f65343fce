using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>How PowerShell colors the names of columns: <c>$PSStyle.Formatting.TableHeader</c>, from 7.2 on.</summary>
internal static class HeaderStyle
{
    private static readonly PSObject? s_style = Find();

    /// <summary>What turns the color on and off; nothing where there is none.</summary>
    public static (string On, string Off) Get()
    {
        string? on = Text(s_style?.Properties["Formatting"]?.Value, "TableHeader");
        return string.IsNullOrEmpty(on) ? ("", "") : (on!, Text(s_style, "Reset") ?? "");
    }

    private static string? Text(object? of, string property) =>
        of is null ? null : PSObject.AsPSObject(of).Properties[property]?.Value as string;

    private static PSObject? Find() => typeof(PSObject).Assembly
        .GetType("System.Management.Automation.PSStyle")?.GetProperty("Instance")?.GetValue(null) is { } style
        ? PSObject.AsPSObject(style)
        : null;
}
