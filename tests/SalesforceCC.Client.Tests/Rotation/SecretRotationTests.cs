using SalesforceCC.Rotation;

namespace SalesforceCC.Client.Tests.Rotation;

public sealed class SecretRotationTests : IAsyncDisposable
{
    private static readonly string[] s_all = ["FindApp", "Stage", "StoreStaged", "Connect", "Promote", "Store", "CleanUp", "Grace"];

    private readonly RotatingApp _app = new();
    private readonly MemoryVault _vault = new() { ["first"] = "key0:secret0" };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task All_steps_end_with_the_new_pair_under_the_first_name_alone()
    {
        Assert.Equal(s_all, await RotateAsync());
        Assert.Equal("key1:secret1", _vault["first"]);
        Assert.Null(_vault["second"]);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("another secret")]
    [InlineData("another key")]
    [InlineData("removes it")]
    public async Task A_vault_that_stores_wrongly_without_a_word_ends_it_before_the_promotion(string what)
    {
        Wrongly(what, "second");
        SfException e = await Assert.ThrowsAsync<SfException>(() => RotateAsync());
        Assert.Equal(SfErrorCodes.SecretNotStored, e.Code);
        Assert.Contains("'second'", e.Message, StringComparison.Ordinal);
        Assert.Contains("secret 'first' is as it was, and goes on working", e.Message, StringComparison.Ordinal);
        Assert.Equal(("key0", "secret0"), _app.Pair);
        Assert.Equal("key0:secret0", _vault["first"]);

        _vault.OnWrite = null;
        Assert.Equal(s_all, await RotateAsync());
        Assert.Equal("key1:secret1", _vault["first"]);
    }

    [Theory]
    [InlineData("nothing", "FindApp Connect Store CleanUp Grace")]
    [InlineData("another secret", "FindApp Connect Store CleanUp Grace")]
    [InlineData("another key", "FindApp Connect Store CleanUp Grace")]
    [InlineData("removes it", "FindApp Connect Store CleanUp Grace")]
    public async Task A_vault_that_stores_the_first_name_wrongly_keeps_the_second(string what, string rest)
    {
        Wrongly(what, "first");
        SfException e = await Assert.ThrowsAsync<SfException>(() => RotateAsync());
        Assert.Equal(SfErrorCodes.SecretNotStored, e.Code);
        Assert.Contains("secret 'second' holds the new pair, which works", e.Message, StringComparison.Ordinal);
        Assert.Equal("key1:secret1", _vault["second"]);

        _vault.OnWrite = null;
        Assert.Equal(rest, string.Join(' ', await RotateAsync()));
        Assert.Equal("key1:secret1", _vault["first"]);
        Assert.Null(_vault["second"]);
    }

    [Theory]
    [InlineData("second", typeof(InvalidOperationException))]
    [InlineData("second", typeof(OperationCanceledException))]
    [InlineData("second", typeof(IOException))]
    [InlineData("first", typeof(InvalidOperationException))]
    [InlineData("first", typeof(OperationCanceledException))]
    public async Task A_step_that_fails_with_whatever_exception_is_the_last_one(string name, Type type)
    {
        _vault.OnWrite = (secrets, written, pair) =>
        {
            if (written == name)
                throw (Exception)Activator.CreateInstance(type)!;
            secrets[written] = pair;
        };
        SecretRotation rotation = await RotationAsync();
        Exception first = await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(rotation));
        int sent = _app.Org.Server.Requests.Count;
        Exception again = await Assert.ThrowsAnyAsync<Exception>(() => rotation.NextAsync(Guard.Stop));

        Assert.Equal(first.Message, again.Message);
        Assert.Equal(sent, _app.Org.Server.Requests.Count);
        Assert.Equal("key0:secret0", _vault["first"]);
        if (type == typeof(OperationCanceledException))
            Assert.IsType<OperationCanceledException>(first);
        else
            Assert.Contains("Where it stands: ", Assert.IsType<SfException>(first).Message, StringComparison.Ordinal);

        _vault.OnWrite = null;
        Assert.EndsWith("Store CleanUp Grace", string.Join(' ', await RotateAsync()), StringComparison.Ordinal);
        Assert.Equal("key1:secret1", _vault["first"]);
    }

    [Fact]
    public async Task A_clean_up_that_fails_is_a_step_that_says_so_and_the_next_run_removes_the_rest()
    {
        _vault.OnRemove = _ => throw new SfException(SfErrorCodes.VaultFailed, "Not today");
        List<SfRotationStep> steps = await RunAsync(await RotationAsync());
        SfRotationStep cleanUp = Assert.Single(steps, static s => s.Step == "CleanUp");
        Assert.Equal(SfRotationStatus.Failed, cleanUp.Status);
        Assert.Contains("Not today", cleanUp.Detail, StringComparison.Ordinal);
        Assert.Equal("Grace", steps[^1].Step);
        Assert.Equal("key1:secret1", _vault["first"]);

        _vault.OnRemove = null;
        Assert.Equal(["FindApp", "CleanUp", "Grace"], await RotateAsync());
        Assert.Null(_vault["second"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_failed_clean_up_left_does_not_stand_in_the_way(bool force)
    {
        _vault.OnRemove = _ => throw new SfException(SfErrorCodes.VaultFailed, "Never");
        await RotateAsync();
        if (!force)
            _app.Further = null;
        Assert.Equal(["FindApp", "CleanUp", .. s_all[1..]], await RotateAsync(force));
        Assert.Equal("key2:secret2", _vault["first"]);
    }

    [Fact]
    public async Task In_the_grace_a_rest_that_cannot_be_removed_hides_nothing()
    {
        _vault.OnRemove = _ => throw new SfException(SfErrorCodes.VaultFailed, "Never");
        await RotateAsync();
        SfException e = await Assert.ThrowsAsync<SfException>(() => RotateAsync());
        Assert.Equal(SfErrorCodes.GracePeriod, e.Code);
        Assert.EndsWith("Nothing was changed.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_second_secret_for_the_same_key_is_given_up_for_the_one_that_connects()
    {
        _vault["second"] = "key0:old";
        Assert.Equal(["FindApp", "Connect", "CleanUp", .. s_all[1..]], await RotateAsync());
        Assert.Equal("key1:secret1", _vault["first"]);
    }

    [Fact]
    public async Task A_secret_that_does_not_exist_is_not_said_to_work()
    {
        _vault["first"] = null;
        SfException e = await Assert.ThrowsAsync<SfException>(() => RotateAsync());
        Assert.Equal(SfErrorCodes.SecretNotFound, e.Code);
        Assert.DoesNotContain("work", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_text_holds_a_secret()
    {
        string all = string.Join('\n', await RunAsync(await RotationAsync()));
        Wrongly("another secret", "second");
        _app.Further = null;
        all += (await Assert.ThrowsAsync<SfException>(() => RotateAsync())).ToString();
        Assert.DoesNotMatch("secret[0-9]", all);
    }

    private void Wrongly(string what, string name) => _vault.OnWrite = (secrets, written, pair) =>
    {
        if (written != name)
            secrets[written] = pair;
        else if (what == "another secret")
            secrets[written] = RotatingApp.Credential(pair.ClientId, "wrong");
        else if (what == "another key")
            secrets[written] = RotatingApp.Credential("wrong", "wrong");
        else if (what == "removes it")
            secrets.Remove(written);
    };

    private async Task<SecretRotation> RotationAsync(bool force = false) => new(
        await _app.AdminAsync(), _vault, new RotationPlan { SecretName = "first", StagedSecretName = "second", Force = force });

    private async Task<List<string>> RotateAsync(bool force = false) => [.. (await RunAsync(await RotationAsync(force))).Select(static s => s.Step)];

    private static async Task<List<SfRotationStep>> RunAsync(SecretRotation rotation)
    {
        List<SfRotationStep> steps = [];
        while (await rotation.NextAsync(Guard.Stop) is { } step)
            steps.Add(step);
        return steps;
    }
}
