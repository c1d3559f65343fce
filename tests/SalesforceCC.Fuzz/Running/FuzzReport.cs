using System.Globalization;
using System.Text;

namespace SalesforceCC.Fuzz.Running;

/// <summary>What came of a run.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Seed">The run's seed: with it, every input can be made again.</param>
/// <param name="Count">Inputs that were tried.</param>
/// <param name="Elapsed">How long that took.</param>
/// <param name="Failures">The inputs the target failed on.</param>
internal sealed record FuzzReport(
    string Target, int Seed, long Count, TimeSpan Elapsed, IReadOnlyList<FuzzFailure> Failures)
{
    /// <summary>One line on the run, then each failure with the command that repeats it.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture,
            $"{Target}: {Count:N0} inputs, {Count / Math.Max(Elapsed.TotalSeconds, 0.001):N0}/s, {Failures.Count} failed, -Seed {Seed}");
        foreach (FuzzFailure failure in Failures)
            text.Append(CultureInfo.InvariantCulture,
                $"\n\n./build.ps1 Fuzz -Target {Target} -Seed {Seed} -First {failure.Index} -Count 1\n{failure.Reason}\n{failure.Input}");
        return text.ToString();
    }
}
