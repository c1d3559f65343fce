using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What a command of SecretManagement wrote and said. Its texts hold no secret that it wrote or was given.</summary>
internal sealed class VaultReply
{
    private readonly SecretTexts _secrets;
    private readonly List<(bool IsWarning, string Line)> _lines = [];

    /// <param name="written">Output, errors, warnings and verbose lines, in their order.</param>
    /// <param name="given">The secret that was given; null where none was.</param>
    public VaultReply(IEnumerable<PSObject?> written, object? given)
    {
        List<object> output = [];
        List<ErrorRecord> errors = [];
        List<(bool IsWarning, string Line)> lines = [];
        foreach (object item in written.Select(static w => w?.BaseObject).OfType<object>())
        {
            if (item is ErrorRecord error)
                errors.Add(error);
            else if (item is WarningRecord warning)
                lines.Add((true, warning.Message));
            else if (item is VerboseRecord verbose)
                lines.Add((false, verbose.Message));
            else
                output.Add(item);
        }

        (Output, Errors) = (output, errors);
        _secrets = new SecretTexts([.. output, given]);
        if (lines.Count > 0)
            _lines.AddRange(lines.Select(l => (l.IsWarning, _secrets.Hide(l.Line))));
    }

    public IReadOnlyList<object> Output { get; }

    public IReadOnlyList<ErrorRecord> Errors { get; }

    /// <summary>Warnings and verbose lines.</summary>
    public IReadOnlyList<(bool IsWarning, string Line)> Lines => _lines;

    /// <summary>Another call had the vaults.</summary>
    public bool IsBusy => Errors.Any(static e => VaultFault.IsBusy(e.Exception));

    /// <summary>Somebody was asked, and stopped it.</summary>
    public bool WasStopped => Errors.Any(static e => VaultFault.Causes(e.Exception).Any(static c => c is PipelineStoppedException));

    /// <summary>Failures other than that nothing of the name is there.</summary>
    public IReadOnlyList<ErrorRecord> Failures => [.. Errors.Where(static e => !VaultFault.IsNotFound(e))];

    /// <summary>The vault's own words: of failures, or else of what is not there.</summary>
    public string Reason => _secrets.Hide(VaultFault.Describe(Failures is { Count: > 0 } failures ? failures : Errors));

    /// <summary>The failure as ours.</summary>
    /// <param name="subject">What it is about: Secret 'x'.</param>
    /// <param name="what">What could not be done: could not be read.</param>
    public SfException Failure(string subject, string what)
    {
        string reason = Reason;
        return new SfException(VaultFault.Code(Errors), $"{subject} {what}{(reason.Length == 0 ? "" : $": {reason}")}.", Cause());
    }

    // The exception goes into the error too, if there is no secret in it.
    private Exception? Cause() =>
        (Failures is [{ } failure, ..] ? failure : Errors is [{ } error, ..] ? error : null)?.Exception is { } e && e.ToString() is { } text && _secrets.Hide(text) == text ? e : null;
}
