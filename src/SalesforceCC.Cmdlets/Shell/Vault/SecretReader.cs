using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Finds a secret: in the vault that is named, or in whichever has it.</summary>
/// <param name="name">Name of the secret.</param>
/// <param name="vault">Name of the vault; null: all are asked.</param>
internal sealed class SecretReader(string name, string? vault)
{
    /// <summary>Secret 'x', with its vault where that is known.</summary>
    public string Subject => vault is null ? $"Secret '{name}'" : $"Vault '{vault}', secret '{name}'";

    /// <summary>The secret in the form that the vault gives it; null where no vault has it.</summary>
    /// <exception cref="SfException">A vault failed, and no other has it.</exception>
    public object? Find(VaultShell shell)
    {
        VaultReply reply = shell.Invoke("Get-Secret", ("Name", name), ("Vault", vault));
        if (Only(reply) is { } secret)
        {
            Warn(shell, reply);
            return secret;
        }

        if (reply.Failures.Count == 0)
            return null;
        return vault is null ? FindInOthers(shell, reply) : throw CouldNotBeRead(reply);
    }

    /// <summary>
    /// SecretManagement gives up at a vault that throws, and then does not ask those that come after it: each is asked
    /// by itself.
    /// </summary>
    private object? FindInOthers(VaultShell shell, VaultReply failed)
    {
        foreach (string other in Names(shell.Invoke("Get-SecretVault")))
        {
            VaultReply reply = shell.Invoke("Get-Secret", ("Name", name), ("Vault", other));
            if (Only(reply) is not { } secret)
                continue;
            Warn(shell, failed);
            return secret;
        }

        throw CouldNotBeRead(failed);
    }

    private SfException CouldNotBeRead(VaultReply reply) => reply.Failure(Subject, "could not be read");

    private object? Only(VaultReply reply) => reply.Output switch
    {
        [] => null,
        [{ } secret] => secret,
        { Count: var count } => throw new SfException(SfErrorCodes.SecretUnusable, $"{Subject} is {count} objects; it must be one."),
    };

    private void Warn(VaultShell shell, VaultReply reply)
    {
        if (reply.Failures.Count > 0)
            shell.Warn($"{Subject} was found, but not every vault could be asked for it: {reply.Reason}.{(vault is null ? " -VaultName asks one vault alone." : "")}");
    }

    private static IEnumerable<string> Names(VaultReply vaults) =>
        vaults.Output.Select(static v => PSObject.AsPSObject(v).Properties["Name"]?.Value as string).OfType<string>();
}
