using SalesforceCC.Fuzz.Running;
using Xunit;

namespace SalesforceCC.Fuzz.Tests;

public class FuzzRunTests
{
    [Fact]
    public async Task Equal_seeds_make_equal_inputs_and_others_others()
    {
        List<int> first = await Inputs(seed: 1);
        Assert.Equal(first, await Inputs(seed: 1));
        Assert.NotEqual(first, await Inputs(seed: 2));
        Assert.True(first.Distinct().Count() > 50);
    }

    [Fact]
    public async Task A_failure_is_repeated_by_its_number_alone()
    {
        using ScriptedTarget target = new(n => n == 7 ? throw new InvalidOperationException("seven") : Task.CompletedTask);
        FuzzFailure failure = (await FuzzRun.RunAsync(target, new FuzzOptions { Seed = 3, Count = 10_000, MostFailures = 1 })).Failures.Single();
        Assert.Equal("7", failure.Input);
        Assert.Contains("seven", failure.Reason, StringComparison.Ordinal);

        using ScriptedTarget again = new(_ => Task.CompletedTask);
        await FuzzRun.RunAsync(again, new FuzzOptions { Seed = 3, First = failure.Index, Count = 1 });
        Assert.Equal([7], again.Inputs);
    }

    [Fact]
    public async Task A_run_ends_after_so_many_failures_and_tells_the_command_of_each()
    {
        using ScriptedTarget target = new(_ => throw new InvalidOperationException("no"));
        FuzzReport report = await FuzzRun.RunAsync(target, new FuzzOptions { Seed = 4, Count = 100, MostFailures = 3 });
        Assert.Equal((3, 3), (report.Failures.Count, report.Count));
        Assert.Contains("./build.ps1 Fuzz -Target Scripted -Seed 4 -First 2 -Count 1", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_without_end_is_a_failure()
    {
        TaskCompletionSource never = new();
        using ScriptedTarget target = new(_ => never.Task);
        FuzzReport report = await FuzzRun.RunAsync(
            target, new FuzzOptions { Seed = 5, First = 40, Count = 10, Patience = TimeSpan.FromMilliseconds(20) });
        FuzzFailure failure = Assert.Single(report.Failures);
        Assert.Equal(40, failure.Index);
        Assert.Contains("longer", failure.Reason, StringComparison.Ordinal);
        never.SetResult();
    }

    [Fact]
    public async Task The_black_box_knows_the_input_at_which_a_process_died()
    {
        string folder = Directory.CreateTempSubdirectory("fuzz").FullName;
        BlackBox box = new(folder, "Scripted", 6);
        using ScriptedTarget target = new(_ => Task.CompletedTask);
        await FuzzRun.RunAsync(target, new FuzzOptions { Seed = 6, Count = 10, OnInput = box.Note });

        Assert.Equal(["./build.ps1 Fuzz -Target Scripted -Seed 6 -First 9 -Count 1"], BlackBox.ReadLeft(folder));
        box.Dispose();
        Assert.Empty(BlackBox.ReadLeft(folder));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<List<int>> Inputs(int seed)
    {
        using ScriptedTarget target = new(_ => Task.CompletedTask);
        await FuzzRun.RunAsync(target, new FuzzOptions { Seed = seed, Count = 100 });
        return target.Inputs;
    }
}
