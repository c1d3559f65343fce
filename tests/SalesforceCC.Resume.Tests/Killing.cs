namespace SalesforceCC.Resume.Tests;

/// <summary>Runs work that is killed at one step after the other, until a run comes to its end unharmed.</summary>
internal static class Killing
{
    // Far more than any of these has: a run that never ends is a failure.
    private const int MostSteps = 1000;

    /// <summary>Kills at each step that the worker itself knows: what it has written, and answers that have come.</summary>
    /// <returns>At how many steps it was killed.</returns>
    public static async Task<int> AtEachStepAsync(ResumeOrg org, Func<int, int, WorkerProcess> start, Func<int, Task> check)
    {
        for (int step = 1; step < MostSteps; step++)
        {
            org.Proxy.Arm(0, null);
            using WorkerProcess first = start(step, step);
            bool isWhole = await first.EndAsync();
            await GoOnAsync(start, step, isWhole);
            await check(step);
            if (isWhole)
                return step - 1;
        }

        throw new InvalidOperationException("It does not end.");
    }

    /// <summary>Kills at each point on the way of each request.</summary>
    /// <returns>At how many points it was killed.</returns>
    public static async Task<int> AtEachRequestAsync(ResumeOrg org, Func<int, int, WorkerProcess> start, Func<int, Task> check)
    {
        for (int point = 1; point < MostSteps; point++)
        {
            WorkerProcess? first = null;
            TaskCompletionSource started = new();
            org.Proxy.Arm(point, async () =>
            {
                await started.Task;
                first!.Kill();
            });
            using (first = start(MostSteps + point, 0))
            {
                started.SetResult();
                bool isWhole = await first.EndAsync();
                org.Proxy.Arm(0, null);
                await GoOnAsync(start, MostSteps + point, isWhole);
                await check(MostSteps + point);
                if (isWhole)
                    return point - 1;
            }
        }

        throw new InvalidOperationException("It does not end.");
    }

    /// <summary>Kills a few steps after each start, until the work is done.</summary>
    /// <returns>How often it was killed.</returns>
    public static async Task<int> AgainAndAgainAsync(ResumeOrg org, Func<int, int, WorkerProcess> start, Func<int, Task> check)
    {
        int kills = 0;
        for (int seed = 1; seed <= 5; seed++)
        {
            Random random = new(seed);
            org.Proxy.Arm(0, null);
            int run = (2 * MostSteps) + seed;
            for (bool isWhole = false; !isWhole; kills += isWhole ? 0 : 1)
            {
                Assert.True(kills < MostSteps, "It does not end.");
                using WorkerProcess worker = start(run, random.Next(4, 25));
                isWhole = await worker.EndAsync();
            }

            await check(run);
        }

        return kills;
    }

    // The second one is not killed; where the first came to its end, it has nothing to do.
    private static async Task GoOnAsync(Func<int, int, WorkerProcess> start, int run, bool isWhole)
    {
        if (isWhole)
            return;
        using WorkerProcess second = start(run, 0);
        Assert.True(await second.EndAsync(), "Nobody killed the second.");
    }
}
