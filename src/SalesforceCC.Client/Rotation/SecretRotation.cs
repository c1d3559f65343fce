using System.Runtime.ExceptionServices;
using SalesforceCC.Auth;

namespace SalesforceCC.Rotation;

/// <summary>
/// Gives an external client app a new key and secret while its users go on working: the new pair is staged, put into
/// the vault under a second name, tried, promoted, put under the first name; the previous one works until its grace
/// ends. Each call of <see cref="NextAsync"/> does one step. What is stored is read back before anything rests on it.
/// Whatever fails, one of the names holds a pair that works, and another rotation goes on where this one stopped: it
/// looks at the org and the vault, and keeps no notes.
/// </summary>
internal sealed class SecretRotation
{
    private readonly SfSession _session;
    private readonly AppCredentials _apps;
    private readonly CheckedVault _vault;
    private readonly RotationPlan _plan;
    private readonly RotationProgress _progress;
    private readonly Queue<Func<CancellationToken, Task<SfRotationStep>>> _steps = new();

    private AppConsumer _consumer = null!;
    private ClientCredential? _current;
    private ClientCredential? _waiting;
    private StagedCredential? _staged;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Prepares a rotation; nothing is sent or read.</summary>
    /// <param name="session">A session of another app, whose user may see client secrets.</param>
    /// <param name="vault">Where the pair is kept.</param>
    /// <param name="plan">What is rotated.</param>
    public SecretRotation(SfSession session, ISecretVault vault, RotationPlan plan)
    {
        _session = session;
        _apps = new AppCredentials(session);
        _vault = new CheckedVault(vault);
        _plan = plan;
        _progress = new RotationProgress(First, Second);
        _steps.Enqueue(FindAppAsync);
    }

    private string First => $"secret '{_plan.SecretName}'";

    private string Second => $"secret '{_plan.StagedSecretName}'";

    /// <summary>Does the next step; null after the last. Once a step has failed, there is no next one.</summary>
    /// <exception cref="SfException">The step failed. The message says where things stand.</exception>
    public async Task<SfRotationStep?> NextAsync(CancellationToken stop)
    {
        _failure?.Throw();
        if (_steps.Count == 0)
            return null;
        try
        {
            return await _steps.Dequeue()(stop).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whatever it is, a stop or an exception of some vault: the step was not done, and none follows it.
            _failure = ExceptionDispatchInfo.Capture(e is OperationCanceledException ? e : _progress.Explain(e));
            _failure.Throw();
            throw;
        }
    }

    private async Task<SfRotationStep> FindAppAsync(CancellationToken stop)
    {
        _current = await _vault.ReadAsync(_plan.SecretName, stop).ConfigureAwait(false);
        ClientCredential? second = await _vault.ReadAsync(_plan.StagedSecretName, stop).ConfigureAwait(false);

        // A vault that writes by removing first may have lost the first one when an earlier run stored it.
        if (_current is null && second is null)
            throw new SfException(SfErrorCodes.SecretNotFound, $"There is no {First} in the vault.");
        bool left = _current is not null && second is not null && SamePair.Is(_current, second);
        _waiting = left ? null : second;
        string[] keys = [.. new[] { _current, _waiting }.OfType<ClientCredential>().Select(static p => p.ClientId).Distinct()];
        if (keys.Contains(_session.ClientId))
            throw new SfException(
                SfErrorCodes.OwnApp, $"The session '{_session.Name}' is one of the app that {First} belongs to; a session of another app must rotate it.");

        _consumer = await _apps.FindAsync(_plan.AppId, keys, stop).ConfigureAwait(false)
            ?? throw new SfException(SfErrorCodes.AppNotFound, $"No external client app of this org has the key that {(_current is null ? Second : First)} holds.");
        if (_consumer.Key == _waiting?.ClientId)
            AfterPromotion();
        else
            _steps.Enqueue(left ? CleanUpBeforeAsync : StageAsync);
        return new SfRotationStep("FindApp", SfRotationStatus.Done, $"{_consumer.Name}, {_consumer.AppId}");
    }

    /// <summary>An earlier run ended before its last step, or could not remove the second secret.</summary>
    private async Task<SfRotationStep> CleanUpBeforeAsync(CancellationToken stop)
    {
        SfRotationStep step = await CleanUpAsync(stop).ConfigureAwait(false);
        _staged = await _apps.StagedAsync(_consumer, stop).ConfigureAwait(false);

        // What is left to do of that run is this. A new pair could not be made anyway while the previous one works.
        bool isAll = step.Status == SfRotationStatus.Done && _staged is not null && _staged.Is("Rotated") && !_plan.Force;
        _steps.Enqueue(isAll ? GraceAsync : StageAsync);
        return step;
    }

    private async Task<SfRotationStep> StageAsync(CancellationToken stop)
    {
        _staged = await _apps.StagedAsync(_consumer, stop).ConfigureAwait(false);
        if (_staged is not null && _staged.Is("Active"))
        {
            _progress.Begun = true;
            if (Holds(_waiting, _staged))
            {
                BeforePromotion();
                return new SfRotationStep("Stage", SfRotationStatus.Skipped, $"A pair was staged before, and {Second} holds it");
            }

            if (_staged is { Key.Length: > 0, Secret: not null })
            {
                _steps.Enqueue(StoreStagedAsync);
                return new SfRotationStep("Stage", SfRotationStatus.Skipped, "A pair was staged before");
            }
        }

        await MakeRoomAsync(stop).ConfigureAwait(false);
        _progress.Begun = true;
        _staged = await _apps.StageAsync(_consumer, stop).ConfigureAwait(false);
        _steps.Enqueue(StoreStagedAsync);
        return new SfRotationStep("Stage", SfRotationStatus.Done, "Salesforce made a new pair");
    }

    private static bool Holds(ClientCredential? pair, StagedCredential staged) =>
        pair is not null && pair.ClientId == staged.Key
        && (staged.Secret is null || SamePair.Is(pair, new ClientCredential(staged.Key, staged.Secret)));

    /// <summary>A consumer has one further pair: what is there must go before another comes.</summary>
    private async Task MakeRoomAsync(CancellationToken stop)
    {
        if (_staged is null)
            return;
        if (_staged.Is("Rotated") && !_plan.Force)
            throw new SfException(
                SfErrorCodes.GracePeriod,
                $"The pair before this one still works until {Until(_staged)}, and there is room for one pair beside the current one.");
        _progress.Begun = true;
        await _apps.DeleteAsync(_consumer, _staged, stop).ConfigureAwait(false);
    }

    private async Task<SfRotationStep> StoreStagedAsync(CancellationToken stop)
    {
        _waiting = new ClientCredential(_staged!.Key, _staged.Secret!, _current!.Domain);
        await _vault.StoreAsync(_plan.StagedSecretName, _plan.SecretName, _waiting, stop).ConfigureAwait(false);
        BeforePromotion();
        return new SfRotationStep("StoreStaged", SfRotationStatus.Done, $"The new pair is in {Second}");
    }

    private void BeforePromotion()
    {
        if (!_plan.ConnectAfterPromotion)
            _steps.Enqueue(ConnectAsync);
        _steps.Enqueue(PromoteAsync);
    }

    private void AfterPromotion()
    {
        _progress.Promoting = true;
        _steps.Enqueue(_current?.ClientId == _waiting!.ClientId ? ConnectOrForgetAsync : ConnectAsync);
        _steps.Enqueue(StoreAsync);
    }

    private async Task<SfRotationStep> ConnectAsync(CancellationToken stop)
    {
        await _session.TryPairAsync(_waiting!, stop).ConfigureAwait(false);
        return new SfRotationStep("Connect", SfRotationStatus.Done, "The new pair connects");
    }

    /// <summary>
    /// The two names hold different secrets for the app's own key: a vault stored the first one wrongly, or the second
    /// one is an old one. What connects is right.
    /// </summary>
    private async Task<SfRotationStep> ConnectOrForgetAsync(CancellationToken stop)
    {
        try
        {
            return await ConnectAsync(stop).ConfigureAwait(false);
        }
        catch (SfException e) when (e.Code is "invalid_client")
        {
            await _session.TryPairAsync(_current!, stop).ConfigureAwait(false);
            _progress.Promoting = false;
            _waiting = null;
            _steps.Clear();
            _steps.Enqueue(CleanUpBeforeAsync);
            return new SfRotationStep("Connect", SfRotationStatus.Skipped, $"The pair in {Second} does not connect, the one in {First} does");
        }
    }

    private async Task<SfRotationStep> PromoteAsync(CancellationToken stop)
    {
        _progress.Promoting = true;
        await _apps.PromoteAsync(_consumer, _staged!, stop).ConfigureAwait(false);

        // A 200 may be a proxy's. Taken for a promotion, it would leave the vault with a pair that ends unseen.
        if (await _apps.FindAsync(_consumer.AppId, [_waiting!.ClientId], stop).ConfigureAwait(false) is null)
            throw new SfException(SfErrorCodes.InvalidResponse, "The new pair was not promoted, though the answer said so.");
        if (_plan.ConnectAfterPromotion)
            _steps.Enqueue(ConnectAsync);
        _steps.Enqueue(StoreAsync);
        return new SfRotationStep("Promote", SfRotationStatus.Done, "The new pair is the app's own");
    }

    private async Task<SfRotationStep> StoreAsync(CancellationToken stop)
    {
        _progress.Storing = true;
        string like = _current is null ? _plan.StagedSecretName : _plan.SecretName;
        await _vault.StoreAsync(_plan.SecretName, like, _waiting!, stop).ConfigureAwait(false);
        _progress.Stored = true;
        _steps.Enqueue(CleanUpAsync);
        _steps.Enqueue(GraceAsync);
        return new SfRotationStep("Store", SfRotationStatus.Done, $"The new pair is in {First}");
    }

    private async Task<SfRotationStep> CleanUpAsync(CancellationToken stop)
    {
        try
        {
            await _vault.RemoveAsync(_plan.StagedSecretName, stop).ConfigureAwait(false);
            return new SfRotationStep("CleanUp", SfRotationStatus.Done, $"{Second} is removed");
        }
        catch (SfException e)
        {
            // The rotation is done all the same, and nothing reads this secret: the next run removes or overwrites it.
            return new SfRotationStep("CleanUp", SfRotationStatus.Failed, $"{Second} could not be removed, and is no longer needed: {e.Message}");
        }
    }

    private async Task<SfRotationStep> GraceAsync(CancellationToken stop)
    {
        StagedCredential? previous = await _apps.StagedAsync(_consumer, stop).ConfigureAwait(false);
        return previous is not null && previous.Is("Rotated")
            ? new SfRotationStep("Grace", SfRotationStatus.Done, $"The previous pair works until {Until(previous)}")
            : new SfRotationStep("Grace", SfRotationStatus.Done, "The previous pair no longer works");
    }

    private static string Until(StagedCredential staged) => staged.ExpirationDate ?? "an unknown date";
}
