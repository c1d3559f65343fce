using System.Collections;
using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Takes a session by its name where the object is wanted, and refuses everything else before anything is sent. Above all
/// $null: a variable that is mistyped, or empty because Connect failed, must not mean the default session.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string s_deserialized = "Deserialized." + typeof(SfSession).FullName;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            SfSession session => session,
            string name when name.Trim().Length > 0 => Find(name),
            null or string => throw Refused(
                "-Session is empty: the variable is misspelled, or connecting failed. Give a session or its name, or leave -Session out to use the default session."),
            IList { Count: 1 } list when list[0] is not IList => Transform(engineIntrinsics, list[0]),
            IList list => throw Refused(
                list.Count == 0
                    ? "-Session is an empty list. Give a session or its name, or leave -Session out to use the default session."
                    : $"-Session is a list of {list.Count}. Give one session; to use several one after the other, pipe them, or use ForEach-Object."),
            _ when inputData is PSObject copy && copy.TypeNames.Contains(s_deserialized) => throw Refused(
                $"-Session is a copy of the session '{copy.Properties[nameof(SfSession.Name)]?.Value}' that came from another process or from a file, and has no token. Connect there, where the command runs. ForEach-Object -Parallel and Start-ThreadJob run in this process: there, $using:session passes the session itself."),
            object other => throw Refused($"-Session takes a session or its name, not {other.GetType().FullName}. Get-SfSession lists the sessions."),
        };

    private static SfSession Find(string name) => SessionTable.Here.Find(name) ?? throw Refused(
        ConnectionNames.ForCompletion().FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)) is { } registered
            ? $"There is no session '{name}' in this runspace. Connect-Sf{registered.Flow} -Connection '{registered.Name.Replace("'", "''")}' makes one."
            : $"There is no session '{name}' in this runspace. Get-SfSession lists them; -Name of Connect-SfClientCredentials gives a session its name.");

    private static ArgumentTransformationMetadataException Refused(string reason) => new(reason);
}
