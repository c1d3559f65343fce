namespace SalesforceCC.Resume.Tests;

/// <summary>The tests; and with <c>--work</c>, the process that they kill.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) =>
        arguments is ["--work", .. string[] rest] ? Worker.RunAsync(rest) : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(arguments);
}
