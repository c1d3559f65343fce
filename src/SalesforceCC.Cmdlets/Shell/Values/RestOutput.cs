using System.Management.Automation;
using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Records;
using SalesforceCC.Rest;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Answers of the REST API as what PowerShell users expect.</summary>
internal static class RestOutput
{
    private static readonly string[] s_nextLinks = ["nextRecordsUrl", "nextPageUrl", "nextPage"];

    /// <summary>Writes an answer; gives the URL of the next page where pages are to be followed.</summary>
    public static Uri? Write(Cmdlet cmdlet, RestResponse answer, bool raw, bool paginate, SfSession session)
    {
        if (answer.Body.Length == 0)
            return null;
        if (!answer.IsJson || raw)
        {
            cmdlet.WriteObject(raw || answer.IsText ? answer.Text : answer.Body);
            if (!paginate || !answer.IsJson)
                return null;
        }

        object? value = JsonValues.Read(answer.Body);
        SfJsonObject? page = paginate ? value as SfJsonObject : null;
        if (!raw)
            Write(cmdlet, page?["records"] is object?[] records ? records : value);
        if (page is null || page["done"] is true)
            return null;
        foreach (string name in s_nextLinks)
            if (page[name] is string { Length: > 0 } link)
                return Origin.Resolve(session.InstanceUrl, link);
        return null;
    }

    /// <summary>A value of the client as PowerShell has it: objects become PSObjects.</summary>
    public static object? ToPowerShell(object? value) => value switch
    {
        SfJsonObject members => ToPSObject(members),
        object?[] items => Array.ConvertAll(items, ToPowerShell),
        _ => value,
    };

    private static void Write(Cmdlet cmdlet, object? value)
    {
        if (value is object?[] items)
        {
            foreach (object? item in items)
                cmdlet.WriteObject(ToPowerShell(item));
            return;
        }

        cmdlet.WriteObject(ToPowerShell(value));
    }

    private static PSObject ToPSObject(SfJsonObject members)
    {
        PSObject custom = new();
        foreach (KeyValuePair<string, object?> member in members)
            custom.Properties.Add(new PSNoteProperty(member.Key.Length == 0 ? " " : member.Key, ToPowerShell(member.Value)));
        return custom;
    }
}
