using System.Reflection;
using System.Runtime.Versioning;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using SalesforceCC.Bulk;

namespace SalesforceCC.Client.Tests.Bulk;

/// <summary>Records that are passed over are those that would have been read one by one, whatever is in them.</summary>
public sealed class CsvRunTests
{
    // Much that is right, some that is not, and what makes blocks of 64 bytes end anywhere.
    private static readonly string[] s_pieces =
    [
        "a", ",", "\n", "a,b\n", "a,b\n", "\"a\",b\n", "\"a\n\"\"\",\"\"\n", ",\"x\r\ny\rz\"\n", "ä,😀\n", "a,b\r\n", "\"a\",\"b,\"\r\n", "\"", "\"\"", "\r", "a,b,c\n",
        ",\n", "0123456789012345678901234567890123456789012345678901234567890123,x\n", "\"012345678901234567890123456789012345678901234567890123456789012\",\n",
    ];

    private static readonly bool s_hasVectors = !typeof(CsvRun).Assembly
        .GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.StartsWith(".NETStandard", StringComparison.Ordinal);

    private sealed record Place(long Offset, long Line);

    [Property(MaxTest = 5000)]
    public void Nothing_is_passed_over_that_reading_would_not_give(NonEmptyArray<byte> pieces, bool mostlyRight, bool crlf, PositiveInt block, PositiveInt most, PositiveInt bytes)
    {
        int kinds = mostlyRight ? 10 : s_pieces.Length;
        string text = "a,b\n" + string.Concat(pieces.Get.Select(p => s_pieces[p % kinds]));
        byte[] csv = Encoding.UTF8.GetBytes(crlf ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text);
        int size = 64 + (block.Get * 7 % 500);

        (List<Place> read, string? failure) = Read(csv, size, null);
        (List<Place> passed, string? failureThen) = Read(csv, size, records =>
        {
            (long offset, long line) = (records.Offset + records.Length, records.NextLine);
            CsvRun run = records.Skip(2, crlf, most.Get, bytes.Get * 10);
            Assert.True(run.Records <= most.Get && run.Length <= bytes.Get * 10);
            Assert.Equal((offset + run.Length, line + run.Lines), (records.Offset, records.Line));
            return run;
        });

        Assert.Equal(failure, failureThen);
        Assert.Equal(read, passed);
    }

    [Theory]
    [InlineData("a,b\n", true)]
    [InlineData("\"a\",\"b\"\n", true)]
    [InlineData("\"a\n\"\"\",\"\"\n", true)]
    [InlineData("ä,\"x\r\ny\rz,,\"\n", true)]
    [InlineData(",\n", true)]
    [InlineData("a\n", false)]
    [InlineData("a,b,c\n", false)]
    [InlineData("a,b\r\n", false)]
    [InlineData("\n", false)]
    [InlineData("a,b", false)]
    [InlineData("a\"\",b\n", false)]
    [InlineData("\"a\" ,b\n", false)]
    [InlineData("a\r,b\n", false)]
    public void Records_that_are_as_they_should_be_are_passed_over_and_no_others(string record, bool isPassed)
    {
        // Before it stand others, so that it comes to each place of the 64 bytes that are looked at together.
        for (int before = 0; before < 130; before++)
        {
            byte[] csv = Encoding.UTF8.GetBytes($"a,b\n{new string('x', before)},y\n{record}");
            using CsvRecords records = new(new MemoryStream(csv), ',', "file");
            Assert.True(records.Read());
            CsvRun run = records.Skip(2, isCrLf: false, long.MaxValue, long.MaxValue);
            if (!s_hasVectors)
                Assert.Equal(0, run.Records);
            else
                Assert.Equal(isPassed ? (2, csv.Length - 4) : (1, before + 3), (run.Records, run.Length));
        }
    }

    // The places of all records, those that were passed over found by reading them once more, and how it ended.
    private static (List<Place> Places, string? Failure) Read(byte[] csv, int block, Func<CsvRecords, CsvRun>? skip)
    {
        List<Place> places = [];
        using CsvRecords records = new(new MemoryStream(csv), ',', "file", block: block);
        try
        {
            while (records.Read())
            {
                places.Add(new Place(records.Offset, records.Line));
                long offset = records.Offset + records.Length;
                long line = records.NextLine;
                if (skip?.Invoke(records) is not { Records: > 0 } run)
                    continue;
                using CsvRecords again = new(new MemoryStream(csv, (int)offset, run.Length), ',', "run", offset, line);
                for (int i = 0; i < run.Records; i++)
                {
                    Assert.True(again.Read());
                    Assert.Equal(2, again.Values);
                    Assert.False(again.Current.IsEmpty);
                    places.Add(new Place(again.Offset, again.Line));
                }

                Assert.False(again.Read());
            }

            return (places, null);
        }
        catch (SfException e)
        {
            return (places, e.Message);
        }
    }
}
