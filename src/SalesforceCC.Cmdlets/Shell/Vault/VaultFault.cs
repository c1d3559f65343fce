using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// What the errors of SecretManagement and of vaults mean. It wraps the vault's own exception, so that the whole chain
/// counts.
/// </summary>
internal static class VaultFault
{
    /// <summary>The exception and all that caused it.</summary>
    public static IEnumerable<Exception> Causes(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            yield return e;
    }

    /// <summary>
    /// Two calls met in SecretManagement's one runspace, or where it is opened, which is not made for two: then it is
    /// closed, still opening, or half there. What a vault's own script throws comes as RuntimeException, and is not that.
    /// </summary>
    public static bool IsBusy(Exception e) => Causes(e).TakeWhile(static c => c is not RuntimeException).Any(static c =>
        c is InvalidRunspaceStateException or InvalidPowerShellStateException or InvalidPipelineStateException
        || (c is PSInvalidOperationException or NullReferenceException or ObjectDisposedException
            && c.TargetSite?.DeclaringType is { Namespace: "System.Management.Automation.Runspaces" }));

    public static bool IsNotFound(ErrorRecord error) => HasId(error, "GetSecretNotFound");

    /// <summary>The code of ours for errors of one command.</summary>
    public static string Code(IReadOnlyList<ErrorRecord> errors) =>
        errors.Any(IsLocked) ? SfErrorCodes.VaultLocked
        : errors.Any(static e => HasId(e, "GetSecretVaultNotFound")) ? SfErrorCodes.VaultNotFound
        : errors.All(IsNotFound) ? SfErrorCodes.SecretNotFound
        : SfErrorCodes.VaultFailed;

    /// <summary>The texts of errors and of their causes, each once.</summary>
    public static string Describe(IEnumerable<ErrorRecord> errors) => string.Join("; ", errors.Select(Describe).Distinct());

    private static string Describe(ErrorRecord error)
    {
        List<string> texts = [];
        foreach (Exception cause in Causes(error.Exception))
        {
            string text = cause.Message.Trim().TrimEnd('.');
            if (text.Length > 0 && !texts.Any(t => t.Contains(text)))
                texts.Add(text);
        }

        return string.Join(": ", texts);
    }

    // SecretManagement's own exception has a name that no other type has; other vaults ask through PowerShell's commands
    // or the host, which say so when there is nobody to ask.
    private static bool IsLocked(ErrorRecord error) => Causes(error.Exception).Any(static c =>
            c is HostException || c.GetType().Name == "PasswordRequiredException" || c.Source == "Microsoft.PowerShell.ConsoleHost"
            || (c is IContainsErrorRecord { ErrorRecord: { } inner } && Asks(inner)))
        || Asks(error);

    private static bool Asks(ErrorRecord error) =>
        HasId(error, "HostFunctionNotImplemented")
        || error.FullyQualifiedErrorId.EndsWith("ReadHostCommand", StringComparison.Ordinal)
        || error.FullyQualifiedErrorId.EndsWith("GetCredentialCommand", StringComparison.Ordinal);

    private static bool HasId(ErrorRecord error, string id) => error.FullyQualifiedErrorId.Split(',')[0] == id;
}
