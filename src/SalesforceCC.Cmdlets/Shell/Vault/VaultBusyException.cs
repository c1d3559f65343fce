namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Another call of SecretManagement, of the script's own, has its one runspace. It is over in a moment.</summary>
/// <param name="reason">The vault's own word.</param>
/// <param name="clock">By which the caller's sessions run.</param>
internal sealed class VaultBusyException(string reason, TimeProvider clock) : Exception(reason)
{
    public TimeProvider Clock { get; } = clock;
}
