using System.Text;
using FsCheck.Xunit;
using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Auth;

public class PemBlockTests
{
    [Property]
    public bool What_is_encoded_is_found_among_other_lines(byte[] content, bool windows)
    {
        string pem = "note\n-----BEGIN OTHER-----\nAAAA\n-----END OTHER-----\n"
            + "-----BEGIN KEY-----\n" + Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks) + "\n-----END KEY-----\n";
        byte[] bytes = Encoding.UTF8.GetBytes(windows ? pem.Replace("\n", "\r\n", StringComparison.Ordinal) : pem);
        return PemBlock.Find(bytes, static l => l == "KEY") is ("KEY", var found) && found.SequenceEqual(content);
    }

    [Property]
    public bool Anything_else_is_nothing(byte[] bytes) => PemBlock.Find(bytes, static _ => true) is null;

    [Theory]
    [InlineData("-----BEGIN ")]
    [InlineData("-----BEGIN KEY-----")]
    [InlineData("-----BEGIN KEY-----\nAAAA")]
    [InlineData("-----BEGIN KEY-----\nAA?A\n-----END KEY-----")]
    public void Half_a_block_is_none(string pem) => Assert.Null(PemBlock.Find(Encoding.UTF8.GetBytes(pem), static _ => true));
}
