namespace SalesforceCC.Client.Tests.Support;

/// <summary>Ends a test that hangs. No test depends on how long anything takes.</summary>
internal static class Guard
{
    /// <summary>A token that ends after much longer than any test needs.</summary>
    public static CancellationToken Stop =>
        CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken, new CancellationTokenSource(Patience.Limit).Token).Token;

    /// <summary>The failure that something must end with.</summary>
    public static Task<SfException> FailsAsync(Func<Task> act) => Assert.ThrowsAsync<SfException>(() => act().WaitAsync(Stop));

    /// <summary>The failure that something must end with, by its code.</summary>
    public static async Task<SfException> FailsAsync(string code, Func<Task> act)
    {
        SfException failure = await FailsAsync(act);
        Assert.Equal(code, failure.Code);
        return failure;
    }
}
