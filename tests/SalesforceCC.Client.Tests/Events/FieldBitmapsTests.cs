using System.Globalization;
using System.Numerics;
using FsCheck.Xunit;
using SalesforceCC.Events;
using SalesforceCC.Events.Avro;
using static SalesforceCC.Client.Tests.Events.SampleEvents;

namespace SalesforceCC.Client.Tests.Events;

public class FieldBitmapsTests
{
    private static readonly AvroSchema s_account = AvroSchema.Parse(Account);

    private static string Names(AvroSchema schema, params string[] bitmaps) => FieldBitmaps.Names(schema, new SfTextList(bitmaps)).ToString();

    // The check values of Salesforce's own guides, on fields at the same places.
    [Fact]
    public void The_values_of_the_guides_read_as_they_say()
    {
        string fields = string.Join(",", Enumerable.Range(0, 23).Select(i => i == 4
            ? """{"name":"F4","type":["null",{"type":"record","name":"Address","fields":[{"name":"Street","type":"string"}]}]}"""
            : $$"""{"name":"F{{i}}","type":"int"}"""));
        AvroSchema schema = AvroSchema.Parse($$"""{"type":"record","name":"A","fields":[{{fields}}]}""");

        Assert.Equal("F11, F22", Names(schema, "0x400800"));
        Assert.Equal("F22, F4.Street", Names(schema, "0x400000", "4-0x01"));
        Assert.Equal("F4.Street", Names(schema, "4-0x01"));
    }

    [Property]
    public void Any_set_of_fields_reads_as_its_bits(int seed)
    {
        Random random = new(seed);
        int count = random.Next(1, 400);
        AvroSchema schema = AvroSchema.Parse(
            $$"""{"type":"record","name":"A","fields":[{{string.Join(",", Enumerable.Range(0, count).Select(i => $$"""{"name":"F{{i}}","type":"int"}"""))}}]}""");
        int[] chosen = [.. Enumerable.Range(0, count).Where(_ => random.Next(4) == 0)];

        // The oracle: a number, written out by the framework, in whole bytes.
        BigInteger bits = chosen.Aggregate(BigInteger.Zero, (all, bit) => all | (BigInteger.One << bit));
        string hex = string.Concat(bits.ToByteArray(isUnsigned: true, isBigEndian: true).Select(b => b.ToString(random.Next(2) == 0 ? "X2" : "x2", CultureInfo.InvariantCulture)));

        Assert.Equal(string.Join(", ", chosen.Select(i => $"F{i}")), Names(schema, "0x" + hex));
    }

    [Theory]
    [InlineData("0x")]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0xZZ")]
    [InlineData("400800")]
    [InlineData("0x2000")]
    [InlineData("0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("4-0x10")]
    [InlineData("4-")]
    [InlineData("-0x01")]
    [InlineData("99-0x01")]
    [InlineData("99999999999-0x01")]
    [InlineData("4-4-0x01")]
    [InlineData("2-0x01")]
    [InlineData("+4-0x01")]
    [InlineData("0x-1")]
    public void What_is_no_bitmap_is_told(string bitmap)
    {
        SfException e = Assert.Throws<SfException>(() => Names(s_account, bitmap));

        Assert.Equal(SfErrorCodes.InvalidResponse, e.Code);
        Assert.Contains($"'{bitmap}'", e.Message, StringComparison.Ordinal);
        SfException told = Assert.Throws<SfException>(() => Change(HeaderOf("UPDATE", ("changedFields", new List<object?> { bitmap }))));
        Assert.Equal(e.Message, told.Message);
    }

    [Fact]
    public void A_person_name_has_fields_in_its_record_branch() => Assert.Equal("Name.LastName", Names(s_account, "1-0x04"));
}
