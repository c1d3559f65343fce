namespace SalesforceCC.Resume.Tests;

/// <summary>
/// Runs work that is killed at one step after the other, until a run comes to its end unharmed. Who is killed is a process of
/// its own each time. Who goes on is one process for all: of this work it knows nothing but what lies on the disk, as any other.
/// </summary>
internal static class Killing
{
    // Far more than any of these has: a run that never ends is a failure.
    private const int MostSteps = 1000;

    /// <summary>Kills at each step that the worker itself knows: what it has written, and answers that have come.</summary>
    /// <returns>At how many steps it was killed.</returns>
    public static async Task<int> AtEachStepAsync(ResumeOrg org, Func<int, string[]> work, Func<int, Task> check)
    {
        for (int step = 1; step < MostSteps; step++)
        {
            org.Proxy.Arm(0, null);
            using WorkerProcess first = org.Start(work(step), step);
            bool isWhole = await first.EndAsync();
            if (!isWhole)
                await org.ResumeAsync(work(step));
            await check(step);
            if (isWhole)
                return step - 1;
        }

        throw new InvalidOperationException("It does not end.");
    }

    /// <summary>Kills at each point on the way of each request.</summary>
    /// <returns>At how many points it was killed.</returns>
    public static async Task<int> AtEachRequestAsync(ResumeOrg org, Func<int, string[]> work, Func<int, Task> check)
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
            string[] order = work(MostSteps + point);
            using (first = org.Start(order, 0))
            {
                started.SetResult();
                bool isWhole = await first.EndAsync();
                org.Proxy.Arm(0, null);
                if (!isWhole)
                    await org.ResumeAsync(order);
                await check(MostSteps + point);
                if (isWhole)
                    return point - 1;
            }
        }

        throw new InvalidOperationException("It does not end.");
    }

    /// <summary>Kills a few steps after each start, until the work is done.</summary>
    /// <returns>How often it was killed.</returns>
    public static async Task<int> AgainAndAgainAsync(ResumeOrg org, Func<int, string[]> work, Func<int, Task> check)
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
                using WorkerProcess worker = org.Start(work(run), random.Next(4, 25));
                isWhole = await worker.EndAsync();
            }

            await check(run);
        }

        return kills;
    }
}
