using SalesforceCC.Client.Tests.Records;
using SalesforceCC.Json;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Json;

public class PageBufferTests
{
    [Fact]
    public async Task A_huge_value_is_not_looked_at_over_and_over()
    {
        byte[] huge = new byte[20_000_000];
        using PageBuffer buffer = new(new ChunkedStream(huge, 8192));

        int looks = 1;
        while (await buffer.FillAsync(TestContext.Current.CancellationToken))
            looks++;

        // By half as much again each time; by one piece each time it would be two thousand.
        Assert.InRange(looks, 10, 40);
        Assert.Equal(huge.Length, buffer.Unread.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public async Task What_arrives_is_what_is_unread_until_it_is_consumed(int piece)
    {
        byte[] bytes = [.. Enumerable.Range(0, piece < 1000 ? 5_000 : 500_000).Select(i => (byte)(i % 251))];
        using PageBuffer buffer = new(new ChunkedStream(bytes, piece));
        List<byte> read = [];
        bool isMore = true;

        // Now a little is consumed, now nothing, now all.
        for (int turn = 0; isMore || buffer.Unread.Length > 0; turn++)
        {
            isMore = isMore && await buffer.FillAsync(TestContext.Current.CancellationToken);
            int count = isMore ? buffer.Unread.Length * (turn % 3) / 2 : buffer.Unread.Length;
            read.AddRange(buffer.Unread[..count].ToArray());
            buffer.Consume(count);
            Assert.Equal(read.Count, buffer.Consumed);
        }

        Assert.Equal(bytes, read);
    }
}
