using SalesforceCC.Fuzz.Running;
using SalesforceCC.Fuzz.Targets;
using Xunit;

namespace SalesforceCC.Fuzz.Tests;

/// <summary>A few thousand inputs, others with every run of the tests. A failure says how to repeat it.</summary>
public class ShortRunTests
{
    public static TheoryData<string> Targets => [.. AllTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task No_input_is_too_much(string name)
    {
        using FuzzTarget target = AllTargets.Create(name);
        FuzzReport report = await FuzzRun.RunAsync(target, new FuzzOptions
        {
            Seed = Random.Shared.Next(),
            Count = 20_000,
            Budget = TimeSpan.FromSeconds(2.5),
            Patience = TimeSpan.FromMinutes(5),
        });
        TestContext.Current.TestOutputHelper!.WriteLine($"{report}");
        Assert.True(report.Failures.Count == 0, report.ToString());
    }
}
