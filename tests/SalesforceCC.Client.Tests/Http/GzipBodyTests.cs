using FsCheck.Xunit;
using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class GzipBodyTests
{
    private static async Task<string> UnpackAsync(byte[] packed, int chunk = int.MaxValue)
    {
        using StreamReader reader = new(new GzipBody(new Slow(packed, chunk)));
        return await reader.ReadToEndAsync(Guard.Stop);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("some text, some text, some text")]
    public async Task What_was_packed_comes_out(string text) => Assert.Equal(text, await UnpackAsync(Reply.Gzip(text)));

    [Fact]
    public async Task An_answer_without_a_body_has_none() => Assert.Equal("", await UnpackAsync([]));

    [Property(MaxTest = 100)]
    public async Task Members_one_after_the_other_are_one_answer(int seed, byte members)
    {
        string[] texts = [.. Enumerable.Range(0, members % 6 + 1)
            .Select(i => string.Concat(Enumerable.Range((seed & 0xFFFF) + i, 1 + (int)Math.Pow(i, 6) % 20_000)))];
        byte[] packed = [.. texts.SelectMany(Reply.Gzip)];
        foreach (int chunk in new[] { int.MaxValue, 1, 7 })
            Assert.Equal(string.Concat(texts), await UnpackAsync(packed, chunk));
        Assert.Equal(string.Concat(texts), await UnpackAsync([.. packed, 0, 0, 0]));
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(packed[..^1]));
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync([.. packed, 0x1F]));
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync([.. packed, (byte)'x', .. packed]));
        packed[^5] ^= 1;
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(packed));
    }

    [Fact]
    public async Task Many_small_members_take_no_more_memory_than_one()
    {
        byte[] one = Reply.Gzip("x");
        byte[] packed = [.. Enumerable.Repeat(one, 20_000).SelectMany(static b => b)];
        Assert.Equal(new string('x', 20_000), await UnpackAsync(packed));
    }

    [Fact]
    public async Task What_a_header_may_hold_besides_is_passed_over()
    {
        byte[] packed = Reply.Gzip("text");
        packed[3] = 2 | 4 | 8 | 16;
        packed = [.. packed[..10], 3, 0, 1, 2, 3, .. "name\0comment\0"u8, 9, 9, .. packed[10..]];
        Assert.Equal("text", await UnpackAsync(packed));
    }

    [Property(MaxTest = 200)]
    public async Task Whatever_is_cut_off_is_missed(int seed, byte cut)
    {
        byte[] packed = Reply.Gzip(string.Concat(Enumerable.Range(seed % 1000, 300)));
        int length = 1 + (cut * (packed.Length - 1) / 256);
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(packed[..length]));
    }

    private sealed class Slow(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(chunk, count));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            base.ReadAsync(buffer, offset, Math.Min(chunk, count), cancellationToken);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
