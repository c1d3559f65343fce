using System.Text;
using FsCheck.Xunit;
using SalesforceCC.Connections;

namespace SalesforceCC.Client.Tests.Connections;

public class ConnectionFileTests
{
    [Theory]
    [InlineData("[]", "no version")]
    [InlineData("{}", "no version")]
    [InlineData("{ \"version\": \"1\" }", "no version")]
    [InlineData("{ \"version\": 2, \"profiles\": [] }", "the version 2; this SalesforceCC reads version 1")]
    [InlineData("{ \"version\": 1, \"connections\": [] }", "'connections'")]
    [InlineData("{ \"version\": 1, \"profiles\": {} }", "'profiles'")]
    [InlineData("{ \"version\": 1, \"connections\": { \"a\": 1 } }", "'a' without a flow")]
    [InlineData("{ \"version\": 1, \"connections\": { \"a\": { \"flow\": \"AccessToken\" } } }", "'a' without a flow")]
    [InlineData("{ \"version\": 1, \"connections\": { \"a*\": { \"flow\": \"Password\" } } }", "'a*'")]
    [InlineData("{ \"version\": 1, \"connections\": { \"a\": { \"flow\": \"Password\" }, \"A\": { \"flow\": \"Password\" } } }", "'A' twice")]
    [InlineData("{ \"version\": 1, \"connections\": { \"a\": { \"flow\": \"Password\", \"clientSecret\": \"s3cret\" } } }", "'clientSecret'")]
    [InlineData("{ \"version\": 1, \"connections\": { \"a\": { \"flow\": \"Password\", \"domain\": 1 } } }", "'domain'")]
    [InlineData("{ \"version\": 1, \"connections\": { \"a\": { \"flow\": \"Password\", \"domain\": \"x\", \"domain\": \"y\" } } }", "'domain'")]
    [InlineData("{ \"version\": 1, \"connections\": { \"a\": { \"flow\": \"Password\", \"domain\": \"\\ud800\" } } }", "damaged")]
    [InlineData("{ \"version\": 1, // note\n \"connections\": {} }", "damaged")]
    public void What_is_not_known_is_refused_by_name_and_value_never_repeated(string text, string says)
    {
        SfException failure = Assert.Throws<SfException>(() => Read(text));

        Assert.Equal(SfErrorCodes.ConnectionFileUnusable, failure.Code);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.Contains("/the/file", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_editors_byte_order_mark_does_no_harm()
    {
        SfConnection read = Assert.Single(Read("\uFEFF{ \"connections\": { \"a\": { \"flow\": \"jwtbearer\", \"username\": \"u\" } }, \"version\": 1 }"));
        Assert.Equal(("a", SfFlow.JwtBearer, "u"), (read.Name, read.Flow, read.Username));
    }

    [Property]
    public bool Any_bytes_are_connections_or_a_clear_error(byte[] bytes) => IsClear(bytes);

    [Property]
    public bool A_file_that_is_cut_or_changed_is_connections_or_a_clear_error(int cut, int place, byte other)
    {
        ConnectionSet set = new();
        set.Put(new SfConnection("a", SfFlow.Password) { Domain = "acme", Username = "ü" });
        byte[] text = ConnectionFile.Write(set);
        text[Index(place, text.Length)] = other;
        return IsClear(text[..Index(cut, text.Length)]);
    }

    [Property]
    public bool What_is_written_is_read_again(string[] values)
    {
        SfConnection connection = new("n", SfFlow.Password);
        foreach ((ConnectionField field, string value) in ConnectionField.All.Zip(values.Where(static v => v is not null)))
            field.Set(connection, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)));
        ConnectionSet set = new();
        set.Put(connection);

        SfConnection read = ConnectionFile.Read(ConnectionFile.Write(set), "").Single();
        return ConnectionField.All.All(f => f.Get(read) == f.Get(connection));
    }

    private static int Index(int any, int length) => (int)((uint)any % (uint)length);

    private static bool IsClear(byte[] bytes)
    {
        try
        {
            return ConnectionFile.Read(bytes, "f") is not null;
        }
        catch (SfException e)
        {
            return e.Code == SfErrorCodes.ConnectionFileUnusable;
        }
    }

    private static ConnectionSet Read(string text) => ConnectionFile.Read(Encoding.UTF8.GetBytes(text), "/the/file");
}
