using System.Collections;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>The caller's $Error, out of which what was none of his errors is taken again.</summary>
internal readonly struct ErrorList
{
    private readonly ArrayList? _errors;
    private readonly object? _newest;

    private ErrorList(ArrayList? errors)
    {
        _errors = errors;
        _newest = errors is { Count: > 0 } ? errors[0] : null;
    }

    /// <summary>As it is now.</summary>
    public static ErrorList Of(AsyncPSCmdlet? cmdlet) => new(cmdlet?.SessionState.PSVariable.GetValue("global:Error") as ArrayList);

    /// <summary>Makes it what it was, but for old errors for which there was no room.</summary>
    public void TakeBack()
    {
        while (_errors is { Count: > 0 } && !ReferenceEquals(_errors[0], _newest))
            _errors.RemoveAt(0);
    }
}
