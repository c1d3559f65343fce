using SalesforceCC.Auth;

namespace SalesforceCC.Rotation;

/// <summary>
/// Gives an external client app a new key and secret while its users go on working: the new pair is staged, put into
/// the vault under a second name, tried, promoted, put under the first name; the previous one works until its grace
/// ends. Each call of <see cref="NextAsync"/> does one step. Whatever fails, the first name holds a pair that works, and
/// another rotation goes on where this one stopped: it looks at the org and the vault, and keeps no notes.
/// </summary>
internal sealed class SecretRotation
{
    private const string Done = "Done";
    private const string Skipped = "Skipped";

    private readonly SfSession _session;
    private readonly AppCredentials _apps;
    private readonly ISecretVault _vault;
    private readonly RotationPlan _plan;
    private readonly Queue<Func<CancellationToken, Task<SfRotationStep>>> _steps = new();

    private AppConsumer _consumer = null!;
    private ClientCredential _current = null!;
    private ClientCredential? _waiting;
    private StagedCredential? _staged;
    private bool _promoting;
    private bool _stored;

    /// <summary>Prepares a rotation; nothing is sent or read.</summary>
    /// <param name="session">A session of another app, whose user may see client secrets.</param>
    /// <param name="vault">Where the pair is kept.</param>
    /// <param name="plan">What is rotated.</param>
    public SecretRotation(SfSession session, ISecretVault vault, RotationPlan plan)
    {
        _session = session;
        _apps = new AppCredentials(session);
        _vault = vault;
        _plan = plan;
        _steps.Enqueue(FindAppAsync);
    }

    private string First => $"secret '{_plan.SecretName}'";

    private string Second => $"secret '{_plan.StagedSecretName}'";

    /// <summary>Does the next step; null after the last.</summary>
    /// <exception cref="SfException">The step failed. The message says where things stand.</exception>
    public async Task<SfRotationStep?> NextAsync(CancellationToken stop)
    {
        if (_steps.Count == 0)
            return null;
        try
        {
            return await _steps.Dequeue()(stop).ConfigureAwait(false);
        }
        catch (SfException e)
        {
            _steps.Clear();
            throw e.WithMessage($"{e.Message.TrimEnd('.')}. {Standing()}");
        }
    }

    private string Standing() => _stored
        ? $"Where it stands: {First} holds the new pair, and works."
        : _promoting
        ? $"Where it stands: {Second} holds the new pair; {First} holds the previous one, which goes on working for its grace. Run the command again to go on."
        : $"Where it stands: {First} is as it was, and works. Run the command again to go on.";

    private async Task<SfRotationStep> FindAppAsync(CancellationToken stop)
    {
        _current = await _vault.ReadAsync(_plan.SecretName, stop).ConfigureAwait(false)
            ?? throw new SfException(SfErrorCodes.SecretUnavailable, $"There is no {First} in the vault.");
        ClientCredential? second = await _vault.ReadAsync(_plan.StagedSecretName, stop).ConfigureAwait(false);
        _waiting = second?.ClientId == _current.ClientId ? null : second;
        string[] keys = _waiting is null ? [_current.ClientId] : [_current.ClientId, _waiting.ClientId];
        if (keys.Contains(_session.ClientId))
            throw new SfException(
                SfErrorCodes.OwnApp, $"The session '{_session.Name}' is one of the app that {First} belongs to; a session of another app must rotate it.");

        _consumer = await _apps.FindAsync(_plan.AppId, keys, stop).ConfigureAwait(false)
            ?? throw new SfException(SfErrorCodes.AppNotFound, $"No external client app of this org has the key that {First} holds.");
        if (_consumer.Key == _waiting?.ClientId)
            AfterPromotion();
        else
            _steps.Enqueue(StageAsync);
        return new SfRotationStep("FindApp", Done, $"{_consumer.Name}, {_consumer.AppId}");
    }

    private async Task<SfRotationStep> StageAsync(CancellationToken stop)
    {
        _staged = await _apps.StagedAsync(_consumer, stop).ConfigureAwait(false);
        if (_staged is not null && _staged.Is("Active"))
        {
            if (_waiting?.ClientId == _staged.Key)
            {
                BeforePromotion();
                return new SfRotationStep("Stage", Skipped, $"A pair was staged before, and {Second} holds it");
            }

            if (_staged is { Key.Length: > 0, Secret: not null })
            {
                _steps.Enqueue(StoreStagedAsync);
                return new SfRotationStep("Stage", Skipped, "A pair was staged before");
            }
        }

        await MakeRoomAsync(stop).ConfigureAwait(false);
        _staged = await _apps.StageAsync(_consumer, stop).ConfigureAwait(false);
        _steps.Enqueue(StoreStagedAsync);
        return new SfRotationStep("Stage", Done, "Salesforce made a new pair");
    }

    /// <summary>A consumer has one further pair: what is there must go before another comes.</summary>
    private async Task MakeRoomAsync(CancellationToken stop)
    {
        if (_staged is null)
            return;
        if (_staged.Is("Rotated") && !_plan.Force)
            throw new SfException(
                SfErrorCodes.GracePeriod,
                $"The pair before this one still works until {Until(_staged)}, and there is room for one pair beside the current one.");
        await _apps.DeleteAsync(_consumer, _staged, stop).ConfigureAwait(false);
    }

    private async Task<SfRotationStep> StoreStagedAsync(CancellationToken stop)
    {
        _waiting = new ClientCredential(_staged!.Key, _staged.Secret!, _current.Domain);
        await _vault.WriteAsync(_plan.StagedSecretName, _plan.SecretName, _waiting, stop).ConfigureAwait(false);
        BeforePromotion();
        return new SfRotationStep("StoreStaged", Done, $"The new pair is in {Second}");
    }

    private void BeforePromotion()
    {
        if (!_plan.ConnectAfterPromotion)
            _steps.Enqueue(ConnectAsync);
        _steps.Enqueue(PromoteAsync);
    }

    private void AfterPromotion()
    {
        _promoting = true;
        _steps.Enqueue(ConnectAsync);
        _steps.Enqueue(StoreAsync);
    }

    private async Task<SfRotationStep> ConnectAsync(CancellationToken stop)
    {
        await _session.TryPairAsync(_waiting!, stop).ConfigureAwait(false);
        return new SfRotationStep("Connect", Done, "The new pair connects");
    }

    private async Task<SfRotationStep> PromoteAsync(CancellationToken stop)
    {
        _promoting = true;
        await _apps.PromoteAsync(_consumer, _staged!, stop).ConfigureAwait(false);

        // A 200 may be a proxy's. Taken for a promotion, it would leave the vault with a pair that ends unseen.
        if (await _apps.FindAsync(_consumer.AppId, [_waiting!.ClientId], stop).ConfigureAwait(false) is null)
            throw new SfException(SfErrorCodes.InvalidResponse, "The new pair was not promoted, though the answer said so.");
        if (_plan.ConnectAfterPromotion)
            _steps.Enqueue(ConnectAsync);
        _steps.Enqueue(StoreAsync);
        return new SfRotationStep("Promote", Done, "The new pair is the app's own");
    }

    private async Task<SfRotationStep> StoreAsync(CancellationToken stop)
    {
        await _vault.WriteAsync(_plan.SecretName, _plan.SecretName, _waiting!, stop).ConfigureAwait(false);
        _stored = true;
        _steps.Enqueue(CleanUpAsync);
        _steps.Enqueue(GraceAsync);
        return new SfRotationStep("Store", Done, $"The new pair is in {First}");
    }

    private async Task<SfRotationStep> CleanUpAsync(CancellationToken stop)
    {
        await _vault.RemoveAsync(_plan.StagedSecretName, stop).ConfigureAwait(false);
        return new SfRotationStep("CleanUp", Done, $"{Second} is removed");
    }

    private async Task<SfRotationStep> GraceAsync(CancellationToken stop)
    {
        StagedCredential? previous = await _apps.StagedAsync(_consumer, stop).ConfigureAwait(false);
        return previous is not null && previous.Is("Rotated")
            ? new SfRotationStep("Grace", Done, $"The previous pair works until {Until(previous)}")
            : new SfRotationStep("Grace", Done, "The previous pair no longer works");
    }

    private static string Until(StagedCredential staged) => staged.ExpirationDate ?? "an unknown date";
}
