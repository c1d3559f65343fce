using System.Net;
using System.Net.Sockets;
using SalesforceCC.Org;
using SalesforceCC.Records;

namespace SalesforceCC.FrameworkRun;

/// <summary>What is to hold on every runtime: tokens, typed rows, TLS, gzip, failures and their codes.</summary>
internal sealed class Checks(TestOrg org)
{
    private int _failed;

    public async Task<int> RunAsync()
    {
        await CheckAsync("connects, and the signature of the token is right", ConnectsAsync);
        await CheckAsync("reads pages into emitted types", PagesAsync);
        await CheckAsync("reads parents, children and values of each type", ValuesAsync);
        await CheckAsync("introspects and revokes a token", TokensAsync);
        await CheckAsync("renews a token that has ended", RenewsAsync);
        await CheckAsync("tries again after a 503 and after a broken connection", RetriesAsync);
        await CheckAsync("has an error's own code and text", ErrorsAsync);
        await CheckAsync("takes a gzip answer that is cut off for none", CutGzipAsync);
        await CheckAsync("speaks TLS", TlsAsync);
        await CheckAsync("refuses a certificate that nobody trusts", () => FailsAsync(
            SfErrorCodes.TlsFailure, async () => (await org.ConnectAsync(new SfConnectOptions { Domain = org.Https, MaximumRetryCount = 0 })).Dispose()));
        await CheckAsync("tells a refused connection", RefusedAsync);
        await CheckAsync("tells a host that does not exist", () => FailsAsync(
            SfErrorCodes.HostNotFound, async () => (await org.ConnectAsync(new SfConnectOptions { Domain = "https://nowhere.invalid", MaximumRetryCount = 0 })).Dispose()));
        await CheckAsync("ends a request that gets no answer", SilenceAsync);
        await CheckAsync("stops when it is told to", StopsAsync);
        return _failed;
    }

    private async Task CheckAsync(string what, Func<Task> check)
    {
        // Not a measure of speed: what hangs on this runtime must not hang the run.
        Task run = check();
        try
        {
            if (await Task.WhenAny(run, Task.Delay(TimeSpan.FromMinutes(5))) != run)
                throw new InvalidOperationException("No end after five minutes.");
            await run;
            Console.WriteLine($"  ok      {what}");
        }
#pragma warning disable CA1031 // Whatever it is, it is the result.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failed++;
            Console.WriteLine($"  FAILED  {what}: {e}");
        }
    }

    private async Task ConnectsAsync()
    {
        using SfSession session = await org.ConnectAsync();
        Expect(session.Flow == SfFlow.ClientCredentials && session.UserId is { Length: 18 }, session.UserId);
    }

    private async Task PagesAsync()
    {
        using SfSession session = await org.ConnectAsync();
        int rows = 0;
        HashSet<string> names = [];
        await foreach (RecordPage page in session.QueryPages("SELECT Id, Name, CreatedDate FROM Big__c"))
        {
            foreach (SfRecord row in page)
            {
                rows++;
                names.Add((string)row.GetType().GetProperty("Name")!.GetValue(row)!);
                Expect(row.GetValue("CreatedDate") is DateTimeOffset, row.GetValue("CreatedDate"));
            }
        }

        Expect(rows == 5000 && names.Count == 5000, $"{rows} rows, {names.Count} names");
    }

    private async Task ValuesAsync()
    {
        using SfSession session = await org.ConnectAsync();
        const string Soql = "SELECT Name, AnnualRevenue, Owner.Name, (SELECT LastName FROM Contacts) FROM Account WHERE AnnualRevenue > 100000000";
        await foreach (RecordPage page in session.QueryPages(Soql))
        {
            SfRecord row = page.Single();
            Expect(row.GetType().FullName == "Salesforce.Account", row.GetType());
            Expect(row.GetValue("AnnualRevenue") is 155_000_000m, row.GetValue("AnnualRevenue"));
            Expect(row.GetValue("Owner") is SfRecord owner && owner.GetValue("Name") is string, row.GetValue("Owner"));
            row.GetType().GetProperty("Name")!.SetValue(row, "changed");
            Expect(row.GetValue("Name") is "changed", row.GetValue("Name"));
        }
    }

    private async Task TokensAsync()
    {
        using SfSession session = await org.ConnectAsync();
        SfToken token = await session.GetTokenAsync(forceRefresh: false, CancellationToken.None);
        await session.IntrospectAsync(token, CancellationToken.None);
        Expect(token.Active == true && token.ExpiresAt is not null, token.Active);
        await session.RevokeAsync(CancellationToken.None);
    }

    private async Task RenewsAsync()
    {
        using SfSession session = await org.ConnectAsync();
        await org.TurnAsync("expire-tokens", "{}");
        Expect((await OrgInfo.GetLimitsAsync(session, CancellationToken.None)).Value.Count > 10, "limits");
    }

    private async Task RetriesAsync()
    {
        using SfSession session = await org.ConnectAsync();
        await org.TurnAsync("faults", """{ "path": "*/limits", "status": 503, "body": "busy" }""");
        await org.TurnAsync("faults", """{ "path": "*/limits", "drop": "headers" }""");
        Expect((await OrgInfo.GetLimitsAsync(session, CancellationToken.None)).Value.Count > 10, "limits");
    }

    private Task ErrorsAsync() => FailsAsync("INVALID_FIELD", async () =>
    {
        using SfSession session = await org.ConnectAsync();
        await foreach (RecordPage _ in session.QueryPages("SELECT Nmae FROM Account"))
        {
        }
    });

    private async Task CutGzipAsync()
    {
        await org.TurnAsync("faults", """{ "path": "*/limits", "truncateBody": true, "count": -1 }""");
        using SfSession session = await org.ConnectAsync();
        await FailsAsync(SfErrorCodes.InvalidResponse, () => OrgInfo.GetLimitsAsync(session, CancellationToken.None));
    }

    private async Task TlsAsync()
    {
        using SfSession session = await org.ConnectAsync(new SfConnectOptions { Domain = org.Https, SkipCertificateCheck = true });
        Expect((await OrgInfo.GetVersionsAsync(session, CancellationToken.None)).Value.Count > 10, "versions");
    }

    private async Task RefusedAsync()
    {
        TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        SfConnectOptions options = new() { Domain = $"http://127.0.0.1:{port}", MaximumRetryCount = 0 };
        await FailsAsync(SfErrorCodes.ConnectionRefused, async () => (await org.ConnectAsync(options)).Dispose());
    }

    private async Task SilenceAsync()
    {
        await org.TurnAsync("faults", """{ "path": "*/data", "hang": true, "count": -1 }""");
        SfConnectOptions options = new() { Domain = org.Http, MaximumRetryCount = 0, Timeout = TimeSpan.FromSeconds(1) };
        using SfSession session = await org.ConnectAsync(options);
        await FailsAsync(SfErrorCodes.Timeout, () => OrgInfo.GetVersionsAsync(session, CancellationToken.None));
    }

    private async Task StopsAsync()
    {
        using SfSession session = await org.ConnectAsync();
        using CancellationTokenSource stop = new();
        Task hanging = OrgInfo.GetVersionsAsync(session, stop.Token);
        stop.CancelAfter(100);
        try
        {
            await hanging;
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new InvalidOperationException("It went on.");
    }

    private static async Task FailsAsync(string code, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (SfException e) when (e.Code == code)
        {
            return;
        }

        throw new InvalidOperationException($"It did not fail with {code}.");
    }

    private static void Expect(bool condition, object? found)
    {
        if (!condition)
            throw new InvalidOperationException($"Found: {found ?? "nothing"}.");
    }
}
