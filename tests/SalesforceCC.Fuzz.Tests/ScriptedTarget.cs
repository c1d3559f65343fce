using System.Globalization;
using SalesforceCC.Fuzz.Running;

namespace SalesforceCC.Fuzz.Tests;

/// <summary>A target whose inputs are numbers, and that does with them what a test wants.</summary>
internal sealed class ScriptedTarget(Func<int, Task> check) : FuzzTarget
{
    public override string Name => "Scripted";

    /// <summary>The inputs so far.</summary>
    public List<int> Inputs { get; } = [];

    public override FuzzInput Next(Random random)
    {
        int number = random.Next(1_000);
        return new FuzzInput(() => number.ToString(CultureInfo.InvariantCulture), () =>
        {
            Inputs.Add(number);
            return check(number);
        });
    }
}
