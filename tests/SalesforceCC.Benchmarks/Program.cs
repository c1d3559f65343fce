using System.Globalization;
using SalesforceCC.Benchmarks;

// dotnet run -c Release --project tests/SalesforceCC.Benchmarks [rows] [rounds] [profile|events]
int rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
if (args.Contains("events"))
    await EventBenchmark.RunAsync(rows, rounds);
else if (args.Contains("profile"))
    await PageBenchmark.ProfileAsync(rows, rounds);
else
    await PageBenchmark.RunAsync(rows, rounds);
