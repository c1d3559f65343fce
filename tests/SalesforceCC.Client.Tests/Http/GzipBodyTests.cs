using FsCheck.Xunit;
using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class GzipBodyTests
{
    private static async Task<string> UnpackAsync(byte[] packed)
    {
        using StreamReader reader = new(new GzipBody(new MemoryStream(packed)));
        return await reader.ReadToEndAsync(Guard.Stop);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("some text, some text, some text")]
    public async Task What_was_packed_comes_out(string text) => Assert.Equal(text, await UnpackAsync(Reply.Gzip(text)));

    [Fact]
    public async Task An_answer_without_a_body_has_none() => Assert.Equal("", await UnpackAsync([]));

    [Property(MaxTest = 200)]
    public async Task Whatever_is_cut_off_is_missed(int seed, byte cut)
    {
        byte[] packed = Reply.Gzip(string.Concat(Enumerable.Range(seed % 1000, 300)));
        int length = 1 + (cut * (packed.Length - 1) / 256);
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(packed[..length]));
    }
}
