using FsCheck.Xunit;

namespace SalesforceCC.Client.Tests.Org;

public class SfIdTests
{
    [Theory]
    [InlineData("001B000000UnQ2v", "001B000000UnQ2vIAF")]
    [InlineData("701E0000000JuFH", "701E0000000JuFHIA0")]
    [InlineData("00DS7000000oxzo", "00DS7000000oxzoMAA")]
    [InlineData("a00E0000004D5ls", "a00E0000004D5lsIAC")]
    [InlineData("aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaAAA")]
    [InlineData("AAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAA555")]
    public void The_long_form_tells_the_case_of_the_short_one(string id15, string id18)
    {
        Assert.Equal(id18, SfId.To18(id15));
        Assert.Equal(id18, SfId.To18(id18));
        Assert.True(SfId.IsValid(id15) && SfId.IsValid(id18));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("001")]
    [InlineData("001B000000UnQ2vI")]
    [InlineData("001B000000UnQ2-")]
    [InlineData("001B000000UnQ2ü")]
    [InlineData("001B000000UnQ2vAAA")]
    [InlineData("001B000000UnQ2vIAFx")]
    public void What_is_no_id_is_left_as_it_is(string? id)
    {
        Assert.False(SfId.IsValid(id));
        if (id is not null)
            Assert.Equal(id, SfId.To18(id));
    }

    [Fact]
    public void Case_tells_short_ids_apart() => Assert.NotEqual(SfId.To18("001B000000UnQ2v"), SfId.To18("001B000000UnQ2V"), StringComparer.OrdinalIgnoreCase);

    [Property]
    public void Any_text_survives(string? text)
    {
        SfId.IsValid(text);
        Assert.True(SfId.IsValid(text) || SfId.To18(text ?? "") == (text ?? ""));
    }
}
