using SalesforceCC.Benchmarks;

// dotnet run -c Release --project tests/SalesforceCC.Benchmarks [rows] [rounds]
int rows = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 100_000;
int rounds = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 7;
if (args.Length > 2)
    await PageBenchmark.OnlyAsync(rows, rounds);
else
    await PageBenchmark.RunAsync(rows, rounds);
