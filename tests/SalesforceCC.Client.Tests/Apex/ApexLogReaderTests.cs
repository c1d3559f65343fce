using SalesforceCC.Apex.Logs;

namespace SalesforceCC.Client.Tests.Apex;

/// <summary>What System.debug has written, out of logs of all sorts.</summary>
public sealed class ApexLogReaderTests
{
    private const string T = "07:37:50.55 (56900211)|";

    [Theory]
    [InlineData("", "")]
    [InlineData("68.0 APEX_CODE,FINEST\nExecute Anonymous: System.debug('x');\n", "")]
    [InlineData(T + "USER_DEBUG|[1]|DEBUG|x\n", "1 DEBUG x")]
    [InlineData(T + "USER_DEBUG|[1]|DEBUG|x", "1 DEBUG x")]
    [InlineData(T + "USER_DEBUG|[1]|DEBUG|\n", "1 DEBUG ")]
    [InlineData(T + "USER_DEBUG|[12]|ERROR|a|b\nc|d\n\n" + T + "EXECUTION_FINISHED\n", "12 ERROR a|b\nc|d\n")]
    [InlineData(T + "USER_DEBUG|[EXTERNAL]|INFO|x\n" + T + "USER_DEBUG|[2]|INFO|y\n", "? INFO x;2 INFO y")]
    [InlineData(T + "SOQL_EXECUTE_BEGIN|[1]|x\nUSER_DEBUG|[1]|DEBUG|no\n", "")]
    [InlineData(T + "USER_DEBUG|[1]|DEBUG|x\n*** Skipped 5 bytes of detailed log\nrest\n" + T + "USER_DEBUG|[2]|DEBUG|y\n", "1 DEBUG x;2 DEBUG y")]
    [InlineData(T + "USER_DEBUG|[1]|DEBUG|x\n*********** MAXIMUM DEBUG LOG SIZE REACHED ***********\n", "1 DEBUG x")]
    [InlineData(T + "USER_DEBUG|nonsense\n" + T + "USER_DEBUG|[99999999999]|DEBUG|x\n", "? DEBUG x")]
    [InlineData(T + "CUMULATIVE_LIMIT_USAGE\n  Number: 1\n" + T + "USER_DEBUG|[1]|DEBUG|after\r\nline\n", "1 DEBUG after\r\nline")]
    public void Messages_are_read_with_all_their_lines(string log, string expected) => Assert.Equal(
        expected, string.Join(";", ApexLogReader.Entries(log).Select(static e => FormattableString.Invariant($"{(object?)e.Line ?? "?"} {e.Level} {e.Text}"))));

    [Theory]
    [InlineData("00:00:00.0 (0)", 0, 0)]
    [InlineData("23:59:59.999 (1500000)", 86_399_999, 1.5)]
    [InlineData("07:00:00.5 (100)", 25_200_005, 0.0001)]
    public void Times_are_milliseconds_without_zeros_before_them(string time, int milliseconds, double elapsed)
    {
        SfApexLogEntry entry = Assert.Single(ApexLogReader.Entries($"{time}|USER_DEBUG|[1]|DEBUG|x\n"));
        Assert.Equal((milliseconds, elapsed), (entry.Time.TotalMilliseconds, entry.Elapsed.TotalMilliseconds));
    }
}
