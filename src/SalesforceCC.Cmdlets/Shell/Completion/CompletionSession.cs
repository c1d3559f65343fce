using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>The session that a command would use that is being typed. Where that cannot be told, there is none.</summary>
internal static class CompletionSession
{
    private static readonly ScriptBlock s_defaults = ScriptBlock.Create("$PSDefaultParameterValues");

    public static SfSession? Find(CommandAst command, IDictionary bound)
    {
        // An expression is not run for a completion, and the default session may be of another org.
        object? given = CompletionArguments.Value(bound, "Session");
        SfSession? session = given is not null ? Of(given)
            : CompletionArguments.Has(command, bound, "Session") ? null
            : Default(command.GetCommandName());
        return session is { IsClosed: false } ? session : null;
    }

    private static SfSession? Of(object? given) => given switch
    {
        SfSession session => session,
        string name => SessionTable.Here.Find(name),
        _ => null,
    };

    private static SfSession? Default(string? command)
    {
        if (s_defaults.InvokeReturnAsIs() is PSObject { BaseObject: IDictionary defaults } && !LanguagePrimitives.IsTrue(defaults["Disabled"]))
        {
            foreach (DictionaryEntry entry in defaults)
            {
                if (entry.Key is string key && key.Split(':') is [var pattern, var parameter]
                    && parameter.Trim().Equals("Session", StringComparison.OrdinalIgnoreCase)
                    && new WildcardPattern(pattern.Trim().Trim('\'', '"'), WildcardOptions.IgnoreCase).IsMatch(command ?? ""))
                    return Of(CompletionArguments.Bare(entry.Value));
            }
        }

        return SessionTable.Here.Default;
    }
}
