using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using FsCheck.Xunit;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Query;

public class SoqlLiteralTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { "", "''" },
        { "O'Brien", "'O\\'Brien'" },
        { "a\\b", "'a\\\\b'" },
        { "\\'", "'\\\\\\''" },
        { "50%_off", "'50%_off'" },
        { "\\%", "'\\\\%'" },
        { "say \"hi\"", "'say \"hi\"'" },
        { "\n\r\t\f", "'\\n\\r\\t\\f'" },
        { "\b\a", "'\\u0008\\u0007'" },
        { "\0\u001f\u000b", "'\\u0000\\u001f\\u000b'" },
        { "ü€😀\u2028", "'ü€😀\u2028'" },
        { '\'', "'\\''" },
        { true, "TRUE" },
        { false, "FALSE" },
        { 5, "5" },
        { -5L, "-5" },
        { byte.MaxValue, "255" },
        { ulong.MaxValue, "18446744073709551615" },
        { 1234567.50m, "1234567.50" },
        { 0.1, "0.1" },
        { -1.5f, "-1.5" },
        { new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Unspecified), "2026-01-02" },
        { new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc), "2026-01-02T00:00:00.000Z" },
        { new DateTime(2026, 1, 2, 3, 4, 5, 6, DateTimeKind.Utc), "2026-01-02T03:04:05.006Z" },
        { new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Local), "2026-01-02" },
        { new DateTime(9999, 12, 31, 0, 0, 0, DateTimeKind.Local), "9999-12-31" },
        { DateTime.MinValue, "0001-01-01" },
        { new DateTimeOffset(2026, 1, 2, 0, 30, 0, TimeSpan.FromHours(1)), "2026-01-02T00:30:00.000+01:00" },
        { DateTimeOffset.MaxValue, "9999-12-31T23:59:59.999Z" },
        { DBNull.Value, "null" },
        { BigInteger.Pow(10, 30), "1000000000000000000000000000000" },
        { new Uri("https://x/a'b"), "'https://x/a\\'b'" },
        { new Version(68, 0), "'68.0'" },
        { new DateOnly(2026, 1, 2), "2026-01-02" },
        { new TimeOnly(13, 5, 6, 7), "13:05:06.007Z" },
        { TimeSpan.Zero, "00:00:00.000Z" },
        { new TimeSpan(0, 13, 5, 6, 7), "13:05:06.007Z" },
        { Guid.Empty, "'00000000-0000-0000-0000-000000000000'" },
        { DayOfWeek.Friday, "'Friday'" },
        { new object?[] { "a'b", 1, null }, "('a\\'b',1,null)" },
        { new ArrayList { "a" }, "('a')" },
    };

    private static bool IsForFramework => typeof(SfSession).Assembly
        .GetCustomAttribute<System.Runtime.Versioning.TargetFrameworkAttribute>()!.FrameworkName.StartsWith(".NETStandard", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_has_one_literal_in_every_culture(object? value, string literal)
    {
        // .NET Framework, which the other build is for, has neither of the two types.
        Assert.SkipWhen(value is DateOnly or TimeOnly && IsForFramework, "The build for Windows PowerShell does not know the type.");
        foreach (string culture in new[] { "", "de-DE", "fa-IR", "th-TH", "ar-SA" })
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal($"= {literal}", Soql.Bind("= :v", new Hashtable { ["v"] = value }));
        }
    }

    [Fact]
    public void A_local_or_unspecified_moment_is_one_of_this_machine()
    {
        DateTime local = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Local);
        foreach (DateTime time in new[] { local, DateTime.SpecifyKind(local, DateTimeKind.Unspecified) })
        {
            string literal = Soql.Bind(":v", new Hashtable { ["v"] = time });
            Assert.Equal(local.ToUniversalTime(), DateTimeOffset.Parse(literal, CultureInfo.InvariantCulture).UtcDateTime);
            Assert.StartsWith("2026-01-02T03:04:05.000", literal, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("WHERE CreatedDate > :d", true)]
    [InlineData("WHERE Account.LastModifiedDate >= :d", true)]
    [InlineData("WHERE SystemModstamp IN :d", true)]
    [InlineData("WHERE SystemModstamp NOT IN (:d)", true)]
    [InlineData("HAVING MAX(CreatedDate) > :d", true)]
    [InlineData("WHERE At__c > :d", true)]
    [InlineData("WHERE DAY_ONLY(CreatedDate) = :d", false)]
    [InlineData("WHERE LastActivityDate = :d", false)]
    [InlineData("WHERE Day__c = :d", false)]
    [InlineData("WHERE Unknown__c = :d", false)]
    public void At_midnight_the_field_decides_between_day_and_moment(string soql, bool isMoment)
    {
        Dictionary<string, FieldType> types = new(StringComparer.OrdinalIgnoreCase) { ["day__c"] = FieldType.Date, ["at__c"] = FieldType.DateTime };
        foreach (DateTimeKind kind in new[] { DateTimeKind.Unspecified, DateTimeKind.Local })
            Assert.Equal(isMoment, Soql.Bind(soql, new Hashtable { ["d"] = new DateTime(2026, 1, 2, 0, 0, 0, kind) }, types).Contains("2026-01-02T00:00:00.000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("WHERE CreatedDate > :d", false)]
    [InlineData("WHERE Day__c > :d", true)]
    [InlineData("WHERE Day__c IN (:d)", true)]
    [InlineData("LIMIT :d", false)]
    public void Types_are_wanted_only_where_they_decide(string soql, bool isWanted)
    {
        Assert.Equal(isWanted, new SoqlBinder(soql, new Hashtable { ["d"] = new DateTime(2026, 1, 2) }).NeedsTypes);
        Assert.False(new SoqlBinder(soql, new Hashtable { ["d"] = new DateTime(2026, 1, 2, 3, 4, 5) }).NeedsTypes);
        Assert.False(new SoqlBinder(soql, new Hashtable { ["d"] = "2026-01-02" }).NeedsTypes);
    }

    [Theory]
    [InlineData("50%", "'50%'")]
    [InlineData("50\\%", "'50\\%'")]
    [InlineData("a\\_b_", "'a\\_b_'")]
    [InlineData("C:\\x", "'C:\\\\x'")]
    [InlineData("end\\", "'end\\\\'")]
    [InlineData("it's \\%", "'it\\'s \\%'")]
    public void In_a_pattern_the_escapes_of_LIKE_keep_their_meaning(string pattern, string literal)
    {
        foreach (string before in new[] { "Name LIKE ", "Name like\n", "Name LIKE", "(NOT Name LiKe ", "toLabel(Status)LIKE " })
            Assert.EndsWith(literal, Soql.Bind(before + ":p", new Hashtable { ["p"] = pattern }), StringComparison.Ordinal);
        Assert.EndsWith($"({literal},'b')", Soql.Bind("Name LIKE :p", new Hashtable { ["p"] = new[] { pattern, "b" } }), StringComparison.Ordinal);
    }

    public static TheoryData<object> Impossible =>
    [
        double.NaN,
        double.NegativeInfinity,
        float.NaN,
        TimeSpan.FromDays(1),
        TimeSpan.FromTicks(-1),
        new Hashtable { ["a"] = 1 },
        new object(),
        Array.Empty<string>(),
        new object[] { new[] { 1 } },
        new object[] { double.NaN },
        new byte[] { 1 },
        Secrets.Secure("secret"),
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_SOQL_has_no_literal_for_is_refused_by_name(object value)
    {
        SfException failure = Assert.Throws<SfException>(() => Soql.Bind("= :thing", new Hashtable { ["thing"] = value }));
        Assert.Equal(SfErrorCodes.InvalidParameter, failure.Code);
        Assert.Contains("'thing'", failure.Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 2000)]
    public void Any_text_is_read_back_as_it_was(string? text)
    {
        string bound = Soql.Bind("SELECT Id FROM A WHERE B = 'x\\'y' AND C = :text AND D = 'z'", new Hashtable { ["text"] = text ?? "" });
        Assert.Equal(["x'y", text ?? "", "z"], SoqlStrings.In(bound));
    }

    [Property(MaxTest = 1000)]
    public void Any_list_of_texts_is_as_many_literals(string?[] texts)
    {
        if (texts.Length == 0)
            return;
        string[] values = [.. texts.Select(t => t ?? "")];
        string bound = Soql.Bind("SELECT Id FROM A WHERE B IN :texts", new Hashtable { ["texts"] = values });
        Assert.Equal(values, SoqlStrings.In(bound));
    }
}
