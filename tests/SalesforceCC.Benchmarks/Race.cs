using System.Diagnostics;
using System.Globalization;

namespace SalesforceCC.Benchmarks;

/// <summary>
/// Runs contenders in turn, round after round, so that a busy machine slows all of them alike, and prints medians.
/// </summary>
internal sealed class Race(string title, int rows)
{
    private readonly List<(string Name, Func<Task> Run)> _contenders = [];

    public Race Add(string name, Func<Task> run)
    {
        _contenders.Add((name, run));
        return this;
    }

    public async Task RunAsync(int rounds)
    {
        List<double>[] seconds = [.. _contenders.Select(_ => new List<double>())];
        long[] allocated = new long[_contenders.Count];
        for (int round = -2; round < rounds; round++)
        {
            for (int i = 0; i < _contenders.Count; i++)
            {
                // No GC.Collect between runs: it gives memory back to the system, and then the next run pays for page faults.
                long before = GC.GetTotalAllocatedBytes(precise: true);
                Stopwatch watch = Stopwatch.StartNew();
                await _contenders[i].Run();
                watch.Stop();
                allocated[i] = GC.GetTotalAllocatedBytes(precise: true) - before;
                if (round >= 0)
                    seconds[i].Add(watch.Elapsed.TotalSeconds);
            }
        }

        Print(seconds, allocated);
    }

    private void Print(List<double>[] seconds, long[] allocated)
    {
        double yardstick = Median(seconds[0]);
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine($"  {"",-44}{"rows/s",12}{"ns/row",9}{"bytes/row",11}{"x first",9}");
        for (int i = 0; i < seconds.Length; i++)
        {
            double median = Median(seconds[i]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {_contenders[i].Name,-44}{rows / median,12:N0}{median / rows * 1e9,9:N0}{allocated[i] / rows,11:N0}{yardstick / median,9:N2}"));
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
